//! nginx on one core, with one page ready in plain and gzipped form.

use std::fs;
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use tempfile::TempDir;

use super::wrk::SERVER_CORE;
use crate::run::{command, first_on_path, not_started};
use crate::server::free_address;

/// A running nginx; stopped when dropped.
pub(super) struct Nginx {
    master: Child,
    /// The page, not logged.
    pub url: String,
    /// The page, with one line in a log for each request, as nginx does unless told otherwise.
    pub logged_url: String,
    folder: TempDir,
}

impl Nginx {
    /// Starts nginx on a page's bytes.
    pub(super) fn start(plain: &[u8], gzipped: &[u8]) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("page"), plain)?;
        fs::write(folder.path().join("page.gz"), gzipped)?;
        let (quiet, logged) = (free_address()?, free_address()?);
        let path = folder.path().display().to_string();
        let config = folder.path().join("nginx.conf");
        fs::write(
            &config,
            configuration(&path, &quiet.to_string(), &logged.to_string()),
        )?;

        // Debian keeps it out of a user's PATH.
        let program = if first_on_path(&["nginx"]).is_some() {
            "nginx"
        } else {
            "/usr/sbin/nginx"
        };
        let mut nginx = command("taskset", &["-c", SERVER_CORE, program, "-p", &path, "-c"]);
        nginx.arg(&config).stderr(Stdio::null());
        let master = nginx.spawn().map_err(|error| not_started(&nginx, &error))?;
        let url = |addr| format!("http://{addr}/page");
        let mut started = Self {
            master,
            url: url(quiet),
            logged_url: url(logged),
            folder,
        };
        let start = Instant::now();
        while TcpStream::connect(quiet).is_err() {
            if started.master.try_wait()?.is_some() || start.elapsed() > Duration::from_secs(5) {
                bail!(
                    "nginx did not start with {}",
                    started.folder.path().display()
                );
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(started)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        crate::server::terminate(self.master.id());
        self.master.wait().ok();
    }
}

/// nginx at its fastest: files kept open, sent by the kernel, connections never closed.
fn configuration(folder: &str, quiet: &str, logged: &str) -> String {
    format!(
        "user root;
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log /dev/null;
events {{ worker_connections 1024; }}
http {{
  default_type \"text/html; charset=utf-8\";
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  open_file_cache max=16;
  gzip_static on;
  root {folder};
  server {{ listen {quiet}; access_log off; }}
  server {{ listen {logged}; access_log {folder}/access.log; }}
}}
"
    )
}
