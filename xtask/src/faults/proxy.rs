//! nginx before two servers, as an ingress controller before two pods.

use std::fs;
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::stage::Stage;
use crate::run::{command, first_on_path, not_started};
use crate::server::{free_address, terminate};

/// A running nginx; stopped when dropped.
pub(super) struct Proxy {
    master: Child,
    pub addr: SocketAddr,
}

impl Proxy {
    /// Starts it in front of two servers.
    pub(super) fn start(stage: &Stage, servers: [SocketAddr; 2]) -> Result<Self> {
        let folder = stage.path("nginx");
        fs::create_dir_all(&folder)?;
        let path = folder.display().to_string();
        let addr = free_address()?;
        let config = folder.join("nginx.conf");
        fs::write(&config, configuration(&path, addr, servers))?;
        // Debian keeps it out of a user's PATH.
        let program = match first_on_path(&["nginx"]) {
            Some(_) => "nginx",
            None => "/usr/sbin/nginx",
        };
        let mut nginx = command(program, &["-p", &path, "-c"]);
        nginx.arg(&config).stderr(Stdio::null());
        let master = nginx.spawn().map_err(|error| not_started(&nginx, &error))?;
        let mut started = Self { master, addr };
        let begin = Instant::now();
        while TcpStream::connect(addr).is_err() {
            if started.master.try_wait()?.is_some() || begin.elapsed() > Duration::from_secs(5) {
                let log = fs::read_to_string(folder.join("error.log")).unwrap_or_default();
                bail!("nginx did not start: {log}");
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(started)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        terminate(self.master.id());
        self.master.wait().ok();
    }
}

/// A request that a server did not take goes to the other one: nginx's default, as in the ingress
/// controllers. No server is left out because it failed, or both might be.
fn configuration(folder: &str, addr: SocketAddr, [one, other]: [SocketAddr; 2]) -> String {
    format!(
        "daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  proxy_max_temp_file_size 0;
  upstream strates {{
    server {one} max_fails=0;
    server {other} max_fails=0;
    keepalive 8;
  }}
  server {{
    listen {addr};
    location / {{
      proxy_pass http://strates;
      proxy_http_version 1.1;
      proxy_set_header Connection \"\";
      proxy_set_header Host $host;
    }}
  }}
}}
"
    )
}
