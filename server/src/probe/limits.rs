//! What the control group may have, and has: version 2, version 1, and both at once.
//!
//! Where a controller belongs to version 1, `/proc/self/cgroup` has a line that names it; the rest
//! is version 2, whose line starts with `0::`. In a container, that path is often one of the host,
//! while only the own group is mounted: then the top of the mount is ours.

use std::time::Duration;

use app::ground::{Evidence, Fact, Name, Value};

use super::{
    known,
    tree::{Tree, shown},
    unknown,
};

const GROUPS: &str = "/proc/self/cgroup";
const MOUNT: &str = "/sys/fs/cgroup";
/// Version 1 writes a number near this for "none".
const ENDLESS: u64 = 1 << 60;

/// The files of a controller in version 1 and 2: use, and limit.
struct Controller {
    name: &'static str,
    v1: [&'static str; 2],
    v2: [&'static str; 2],
}

const MEMORY: Controller = Controller {
    name: "memory",
    v1: ["memory.usage_in_bytes", "memory.limit_in_bytes"],
    v2: ["memory.current", "memory.max"],
};
const TASKS: Controller = Controller {
    name: "pids",
    v1: ["pids.current", "pids.max"],
    v2: ["pids.current", "pids.max"],
};

pub(super) fn read(tree: &Tree) -> Vec<Fact> {
    let groups = Groups::read(tree);
    vec![
        version(tree, &groups),
        used(tree, &groups, &MEMORY, Name::MemoryUse, Value::BytesUsed),
        cpu(tree, &groups),
        cpu_time(tree, &groups),
        used(tree, &groups, &TASKS, Name::TaskUse, Value::CountUsed),
    ]
}

/// The groups of the process.
struct Groups {
    /// Controllers of version 1 with the path of the group.
    v1: Vec<(String, String)>,
    /// The path in version 2.
    v2: Option<String>,
    /// Where version 2 is mounted.
    unified: String,
}

impl Groups {
    fn read(tree: &Tree) -> Self {
        let text = tree.text(GROUPS).unwrap_or_default();
        let (mut v1, mut v2) = (Vec::new(), None);
        for line in text.lines() {
            let mut parts = line.splitn(3, ':').skip(1);
            let (Some(names), Some(path)) = (parts.next(), parts.next()) else {
                continue;
            };
            match names.is_empty() {
                true => v2 = Some(path.to_owned()),
                false => v1.extend(
                    names
                        .split(',')
                        .map(|name| (name.to_owned(), path.to_owned())),
                ),
            }
        }
        // Named hierarchies such as systemd's control nothing.
        v1.retain(|(name, _)| !name.starts_with("name="));
        let unified = match v1.is_empty() {
            true => MOUNT.to_owned(),
            false => format!("{MOUNT}/unified"),
        };
        Self { v1, v2, unified }
    }

    /// The folders of a controller's groups, ours first, then those around it; and whether that
    /// is version 1.
    fn folders(&self, name: &str) -> (Vec<String>, bool) {
        match self.v1.iter().find(|(known, _)| known == name) {
            Some((_, path)) => (upwards(&format!("{MOUNT}/{name}"), path), true),
            None => {
                let path = self.v2.as_deref().unwrap_or("/");
                (upwards(&self.unified, path), false)
            }
        }
    }
}

/// `mount` with `path` behind it, then without its last step, and so on. A path that leaves the
/// mount (`/..`) is one that we cannot see.
fn upwards(mount: &str, path: &str) -> Vec<String> {
    let steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
    let visible = if steps.contains(&"..") {
        0
    } else {
        steps.len()
    };
    (0..=visible)
        .rev()
        .map(|count| {
            let mut folder = mount.to_owned();
            for step in &steps[..count] {
                folder.push('/');
                folder.push_str(step);
            }
            folder
        })
        .collect()
}

fn version(tree: &Tree, groups: &Groups) -> Fact {
    let version = match (groups.v1.is_empty(), &groups.v2) {
        (true, None) => return unknown(Name::Cgroup, &[GROUPS]),
        (true, Some(_)) => "v2",
        (false, Some(_)) if tree.has(&groups.unified) => "v1 et v2 (hybride)",
        (false, _) => "v1",
    };
    known(
        Name::Cgroup,
        Value::Text(format!("cgroup {version}")),
        vec![Evidence::File(GROUPS.to_owned())],
    )
}

/// What our group uses, and the tightest limit among those of the groups around it.
fn used(
    tree: &Tree,
    groups: &Groups,
    controller: &Controller,
    name: Name,
    value: fn(u64, Option<u64>) -> Value,
) -> Fact {
    let (folders, is_v1) = groups.folders(controller.name);
    let [use_file, limit_file] = if is_v1 { controller.v1 } else { controller.v2 };
    let use_files = folders.iter().map(|folder| format!("{folder}/{use_file}"));
    let used = use_files
        .clone()
        .find_map(|file| Some((tree.number(&file)?, file)));
    let Some((used, use_file)) = used else {
        let looked_for = format!("{}/{use_file}", folders[folders.len() - 1]);
        return unknown(name, &[&looked_for]);
    };
    let limits = folders.iter().filter_map(|folder| {
        let file = format!("{folder}/{limit_file}");
        let limit = tree.number(&file).filter(|limit| *limit < ENDLESS)?;
        Some((limit, file))
    });
    let limit = limits.min();
    let mut found = vec![Evidence::File(shown(&use_file))];
    found.extend(limit.iter().map(|(_, file)| Evidence::File(shown(file))));
    known(name, value(used, limit.map(|(limit, _)| limit)), found)
}

/// The tightest quota of processor time, in thousandths of a processor.
fn cpu(tree: &Tree, groups: &Groups) -> Fact {
    let (folders, is_v1) = groups.folders("cpu");
    let quota = |folder: &String| match is_v1 {
        true => quota_v1(tree, folder),
        false => quota_v2(tree, folder),
    };
    let quotas: Vec<(Option<u64>, String)> = folders.iter().filter_map(quota).collect();
    let tightest = quotas
        .iter()
        .filter_map(|(limit, file)| Some(((*limit)?, file)))
        .min();
    match (tightest, quotas.first()) {
        (Some((limit, file)), _) => known(
            Name::CpuLimit,
            Value::Millicores(Some(limit)),
            vec![Evidence::File(shown(file))],
        ),
        (None, Some((_, file))) => known(
            Name::CpuLimit,
            Value::Millicores(None),
            vec![Evidence::File(shown(file))],
        ),
        (None, None) => {
            let file = if is_v1 { "cpu.cfs_quota_us" } else { "cpu.max" };
            unknown(
                Name::CpuLimit,
                &[&format!("{}/{file}", folders[folders.len() - 1])],
            )
        }
    }
}

/// The processor time that our group has used.
fn cpu_time(tree: &Tree, groups: &Groups) -> Fact {
    let (folders, is_v1) = groups.folders("cpuacct");
    let file = if is_v1 { "cpuacct.usage" } else { "cpu.stat" };
    let files = folders.iter().map(|folder| format!("{folder}/{file}"));
    let time = files.clone().find_map(|file| {
        let time = match is_v1 {
            true => Duration::from_nanos(tree.number(&file)?),
            false => Duration::from_micros(tree.entry(&file, "usage_usec", ' ')?.parse().ok()?),
        };
        Some((time, file))
    });
    match time {
        Some((time, file)) => known(
            Name::CpuTime,
            Value::Time(time),
            vec![Evidence::File(shown(&file))],
        ),
        None => unknown(
            Name::CpuTime,
            &[&format!("{}/{file}", folders[folders.len() - 1])],
        ),
    }
}

/// `50000 100000`, or `max 100000`.
fn quota_v2(tree: &Tree, folder: &str) -> Option<(Option<u64>, String)> {
    let file = format!("{folder}/cpu.max");
    let line = tree.line(&file)?;
    let (quota, period) = line.split_once(' ')?;
    let limit = match quota {
        "max" => None,
        _ => Some(millicores(quota.parse().ok()?, period.parse().ok()?)?),
    };
    Some((limit, file))
}

/// `-1` for none.
fn quota_v1(tree: &Tree, folder: &str) -> Option<(Option<u64>, String)> {
    let file = format!("{folder}/cpu.cfs_quota_us");
    let quota: i64 = tree.line(&file)?.parse().ok()?;
    let period = tree.number(&format!("{folder}/cpu.cfs_period_us"))?;
    let limit = match u64::try_from(quota) {
        Err(_) => None,
        Ok(quota) => Some(millicores(quota, period)?),
    };
    Some((limit, file))
}

fn millicores(quota: u64, period: u64) -> Option<u64> {
    quota.checked_mul(1000)?.checked_div(period)
}
