//! Servers that go and come back.

use std::net::SocketAddr;

use anyhow::{Result, ensure};

use super::load::Load;
use super::process::{Start, Strates};
use super::proxy::Proxy;
use super::stage::{Stage, add};

/// SIGTERM to one of two, start it again, then the same with the other.
pub(super) fn restart(stage: &Stage) -> Result<String> {
    let ([one, other], mut running, proxy) = pair(stage)?;
    let load = Load::on(proxy.addr);
    load.goes_on(1.0);
    for (start, place) in [(&one, 0), (&other, 1)] {
        running.remove(place).stop()?;
        load.goes_on(0.5);
        running.insert(place, start.run()?);
        load.goes_on(0.5);
    }
    Ok(load.end()?.to_string())
}

/// SIGKILL in the middle of a reload: the other one answers, and the next start reads it all.
pub(super) fn kill_in_reload(stage: &Stage) -> Result<String> {
    let ([one, _other], mut running, proxy) = pair(stage)?;
    let load = Load::on(proxy.addr);
    load.goes_on(0.5);
    add(&stage.path("content"), "Une phrase toute neuve.")?;
    // Longer than the silence that is waited for, shorter than reading and indexing the course.
    load.goes_on(0.2);
    running.remove(0).kill()?;
    load.goes_on(0.5);
    let again = one.run()?;
    ensure!(
        again.says("Une phrase toute neuve.")?,
        "the new server has the old notes"
    );
    Ok(load.end()?.to_string())
}

/// Two servers of the same notes, and a proxy before them.
fn pair(stage: &Stage) -> Result<([Start; 2], Vec<Strates>, Proxy)> {
    let content = stage.course("content")?;
    let starts = [Start::new(stage, &content)?, Start::new(stage, &content)?];
    let running = starts.iter().map(Start::run).collect::<Result<Vec<_>>>()?;
    let addresses: Vec<SocketAddr> = running.iter().map(|server| server.addr).collect();
    let proxy = Proxy::start(stage, [addresses[0], addresses[1]])?;
    Ok((starts, running, proxy))
}
