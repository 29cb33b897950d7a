"""What engineers say among themselves, and an executive need not know."""

from __future__ import annotations

import re

TERMS = frozenset(
    """
    ack anycast api apiserver async autoscaler backend backoff backpressure bgp binlog blackhole boolean
    buffer cardinality cas cdn cgroup changelog checksum chroot ci cidr circuit-breaker cli cluster-autoscaler
    codepath commit configmap container coredns coredump cors cpu cron cronjob crud csrf daemon daemonset
    datastore deadlock debug dependency-injection deserialise deserialization deserialize devops dhcp dns
    docker downsample egress elasticsearch endpoint entrypoint enum env envoy etcd evict eviction exec
    failover fanout file-descriptor firmware flush foreign-key fork frontend fsync garbage-collection
    garbage-collector gc goroutine graphql grpc haproxy hash hashing heap heartbeat helm hostname hotfix hpa
    http idempotency idempotent index-scan ingress initcontainer inode iops iptables istio javascript jitter
    json jvm jwt k8s kafka keepalive kernel kubelet kubernetes lambda latency ldap leader-election linter
    localhost lock-contention lru malloc mapreduce memcached memoize memtable metadata microservice middleware
    migration mtls mtu multicast mutex mysql namespace nat nfs nginx nodeport nosql npe null
    nullpointerexception oauth oom orm orphaned-lock overlayfs p50 p95 p99 packet-loss paxos payload
    percentile pid pipeline pod poller polling postgres postgresql prefetch proxy pubsub qps quorum rabbitmq
    race-condition raft rbac rebase redis refactor refcount regex regexp regression replica replicaset
    replication-lag repo retry-storm reverse-proxy rollback rollout route53 rpc rps runbook runtime scheduler
    schema sdk segfault semaphore serialisation serialization sha shard sharding sidecar sigkill sigterm
    singleton sla slo snapshot socket spinlock split-brain sql ssd ssh ssl stack-trace stacktrace staging
    stateful statefulset stderr stdout subnet symlink syscall systemd tcp teardown telemetry terraform
    thread-pool threadpool throughput thundering-herd tls tombstone topology transaction-log ttl tuple udp
    upstream uuid vacuum vlan vm vpc wal webhook write-ahead xml yaml zookeeper
    """.split()  # noqa: SIM905  so many words read better as a text
)
"""Words and, with a hyphen, pairs of words, in lower case, without the s of the plural."""

KNOWN = frozenset(
    {"ATM", "CEO", "CFO", "CIO", "CTO", "EU", "FAQ", "GPS", "HR", "ID", "IT", "OK", "PC", "PDF", "PIN", "PR", "QR"}
    | {"SIM", "SMS", "TV", "UK", "UN", "US", "USA", "UTC", "VIP", "VPN"}
)
"""Abbreviations that everybody reads."""

_WORD = re.compile(r"`[^`]+`|[^\W\d][\w:]*(?:[-.][\w:]+)*(?:\(\))?")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,5}s?")
_IDENTIFIER = re.compile(
    r"`.*|.*(?:_|::|\(\)).*|[a-z]{2,}[A-Z]\w*|[\w-]+\.(?:conf|cfg|ya?ml|json|py|sh|js|go|java|sql|service)"
)


def technical(sentence: str) -> list[tuple[int, str]]:
    """Return the technical words of a sentence, each once, with the place where it first stands."""
    words = [(found.start(), found[0]) for found in _WORD.finditer(sentence)]
    # Where everything is in capitals they mean nothing.
    shouted = sum(word.isupper() for _, word in words) * 2 > len(words)
    found: dict[str, int] = {}
    following = ""
    for place, word in reversed(words):
        plain = word.lower()
        if pair := _term(f"{plain}-{following}"):
            found.pop(following, None)
            found[pair.replace("-", " ")] = place
        elif term := _term(plain):
            found[term] = place
        elif _IDENTIFIER.fullmatch(word) or (not shouted and _is_acronym(word)):
            found[word] = place
        following = plain
    return sorted((place, word) for word, place in found.items())


def _term(word: str) -> str | None:
    """The technical word that a word is, perhaps its plural."""
    return next((form for form in (word, word.removesuffix("s")) if form in TERMS), None)


def _is_acronym(word: str) -> bool:
    return bool(_ACRONYM.fullmatch(word)) and word.removesuffix("s") not in KNOWN
