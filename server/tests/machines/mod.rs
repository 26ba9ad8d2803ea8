//! Machines, as the files that a probe reads of them.

pub(crate) type Files = &'static [(&'static str, &'static str)];
pub(crate) type Variables = &'static [(&'static str, &'static str)];

/// A rack server with systemd: nothing between the program and the hardware but the kernel.
pub(crate) const BARE: Files = &[
    ("sys/class/dmi/id/sys_vendor", "Dell Inc.\n"),
    ("sys/class/dmi/id/product_name", "PowerEdge R640\n"),
    ("sys/class/dmi/id/product_serial", "NUMERO-DE-SERIE\n"),
    ("sys/class/dmi/id/product_uuid", "NUMERO-DE-SERIE\n"),
    (
        "proc/cpuinfo",
        "processor\t: 0\nmodel name\t: Intel(R) Xeon(R) Gold 6130\nflags\t\t: fpu vmx sse\n\n\
         processor\t: 1\nmodel name\t: Intel(R) Xeon(R) Gold 6130\nflags\t\t: fpu vmx sse\n",
    ),
    (
        "proc/meminfo",
        "MemTotal:       65536000 kB\nMemFree: 1 kB\n",
    ),
    ("proc/sys/kernel/ostype", "Linux\n"),
    ("proc/sys/kernel/osrelease", "6.1.0-18-amd64\n"),
    ("proc/uptime", "90061.50 1234.00\n"),
    (
        "etc/os-release",
        "NAME=Debian\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n",
    ),
    ("proc/1/comm", "systemd\n"),
    ("proc/self/cgroup", "0::/system.slice/strates.service\n"),
    (
        "proc/self/mountinfo",
        "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n\
         90 22 0:50 / /var/lib/docker/overlay2/x/merged rw - overlay overlay rw\n",
    ),
    (
        "sys/devices/system/clocksource/clocksource0/available_clocksource",
        "tsc hpet acpi_pm\n",
    ),
    (
        "sys/fs/cgroup/system.slice/strates.service/memory.current",
        "33554432\n",
    ),
    (
        "sys/fs/cgroup/system.slice/strates.service/memory.max",
        "max\n",
    ),
    ("sys/fs/cgroup/system.slice/memory.max", "134217728\n"),
    (
        "sys/fs/cgroup/system.slice/strates.service/cpu.max",
        "max 100000\n",
    ),
    ("proc/self/status", "Name:\tstrates\nVmRSS:\t   20480 kB\n"),
];

/// A machine of a cloud. It was made from a container image, and `/.dockerenv` stayed in it.
pub(crate) const KVM: Files = &[
    ("sys/class/dmi/id/sys_vendor", "QEMU\n"),
    (
        "sys/class/dmi/id/product_name",
        "Standard PC (Q35 + ICH9, 2009)\n",
    ),
    (
        "proc/cpuinfo",
        "processor\t: 0\nmodel name\t: AMD EPYC\nflags\t\t: fpu sse hypervisor\n",
    ),
    ("proc/meminfo", "MemTotal:        4096000 kB\n"),
    ("proc/sys/kernel/osrelease", "5.15.0-generic\n"),
    ("etc/os-release", "PRETTY_NAME=\"Ubuntu 22.04\"\n"),
    ("proc/1/comm", "systemd\n"),
    (".dockerenv", ""),
    (
        "proc/self/cgroup",
        "0::/user.slice/user-1000.slice/session-1.scope\n",
    ),
    (
        "proc/self/mountinfo",
        "22 1 254:0 / / rw - ext4 /dev/vda rw\n",
    ),
    (
        "sys/devices/system/clocksource/clocksource0/available_clocksource",
        "kvm-clock tsc\n",
    ),
];

/// A pod of k3s, control groups version 2 with a namespace of their own.
pub(crate) const POD: Files = &[
    ("sys/class/dmi/id/sys_vendor", "VMware, Inc.\n"),
    ("sys/class/dmi/id/product_name", "VMware Virtual Platform\n"),
    (
        "proc/cpuinfo",
        "processor\t: 0\nmodel name\t: x\nflags\t\t: fpu hypervisor\n",
    ),
    ("proc/sys/kernel/osrelease", "6.8.0-45-generic\n"),
    ("proc/1/comm", "strates\n"),
    ("proc/self/cgroup", "0::/\n"),
    (
        "proc/self/mountinfo",
        "500 400 0:90 / / ro - overlay overlay rw,lowerdir=/var/lib/rancher/k3s/agent/containerd/\
         io.containerd.snapshotter.v1.overlayfs/snapshots/41/fs\n\
         501 500 8:1 /var/lib/kubelet/pods/0123456789abcdef/etc-hosts /etc/hosts rw - ext4 /dev/sda1 rw\n",
    ),
    ("sys/fs/cgroup/memory.current", "33554432\n"),
    ("sys/fs/cgroup/memory.max", "67108864\n"),
    ("sys/fs/cgroup/cpu.max", "25000 100000\n"),
    (
        "sys/fs/cgroup/cpu.stat",
        "usage_usec 65000000\nuser_usec 1\n",
    ),
    ("sys/fs/cgroup/pids.current", "5\n"),
    ("sys/fs/cgroup/pids.max", "max\n"),
    (
        "var/run/secrets/kubernetes.io/serviceaccount/namespace",
        "cours\n",
    ),
    (
        "var/run/secrets/kubernetes.io/serviceaccount/token",
        "JETON\n",
    ),
    ("proc/self/status", "VmRSS:\t   16384 kB\n"),
];

pub(crate) const POD_VARIABLES: Variables = &[
    ("KUBERNETES_SERVICE_HOST", "10.43.0.1"),
    ("POD_NAME", "strates-6d4f9c8b7-x7k2p"),
    ("POD_NAMESPACE", "production"),
    ("NODE_NAME", "noeud-2"),
    ("MOT_DE_PASSE", "SECRET"),
];

/// A container of Docker on control groups version 1: the path is the host's, the mount our own.
pub(crate) const DOCKER_V1: Files = &[
    (
        "proc/cpuinfo",
        "processor\t: 0\nmodel name\t: x\nflags\t\t: fpu\n",
    ),
    ("proc/sys/kernel/osrelease", "4.19.0-26-amd64\n"),
    ("etc/os-release", "PRETTY_NAME=\"Alpine Linux v3.20\"\n"),
    ("proc/1/comm", "strates\n"),
    (".dockerenv", ""),
    (
        "proc/self/cgroup",
        "12:memory:/docker/0123456789abcdef0123456789abcdef\n\
         5:cpu,cpuacct:/docker/0123456789abcdef0123456789abcdef\n\
         3:pids:/docker/0123456789abcdef0123456789abcdef\n\
         1:name=systemd:/docker/0123456789abcdef0123456789abcdef\n",
    ),
    (
        "proc/self/mountinfo",
        "500 400 0:90 / / rw - overlay overlay rw\n",
    ),
    ("sys/fs/cgroup/memory/memory.usage_in_bytes", "10485760\n"),
    (
        "sys/fs/cgroup/memory/memory.limit_in_bytes",
        "9223372036854771712\n",
    ),
    ("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "200000\n"),
    ("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n"),
    ("sys/fs/cgroup/cpuacct/cpuacct.usage", "3000000000\n"),
    ("sys/fs/cgroup/pids/pids.current", "4\n"),
    ("sys/fs/cgroup/pids/pids.max", "100\n"),
];

/// Version 1 controls, version 2 is only there.
pub(crate) const HYBRID: Files = &[
    (
        "proc/cpuinfo",
        "processor\t: 0\nflags\t\t: fpu hypervisor\n",
    ),
    (
        "proc/self/cgroup",
        "4:memory:/jobs/a\n1:name=systemd:/\n0::/\n",
    ),
    ("proc/1/comm", "init\n"),
    ("sys/fs/cgroup/unified/cgroup.procs", "1\n"),
    (
        "sys/fs/cgroup/memory/jobs/a/memory.usage_in_bytes",
        "1048576\n",
    ),
    (
        "sys/fs/cgroup/memory/jobs/memory.limit_in_bytes",
        "2097152\n",
    ),
];
