#!/usr/bin/env bash
# control.sh list | NAME kill|restart|pause|resume | after-kill PART: what `spice chaos --server-control` calls, for servers that
# all.sh started in SPICE_TEST_SERVICES_DIR. noida-kafka and noida-elastic forget what they acknowledged in the second before
# they are killed, so they are stopped instead; and since noida-kafka never ends the session of a member that died, it is
# restarted after a part was killed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dir=${SPICE_TEST_SERVICES_DIR:?names the folder that all.sh started the servers in}
case $1 in
  list)
    for name in postgres seaweedfs noida-elastic redis noida-kafka; do
      [ ! -e "$dir/$name/port" ] || echo "$name"
    done
    [ ! -e "$dir/noida-kafka/port" ] || echo after-kill ;;
  after-kill) exec "$here/service.py" noida-kafka restart "$dir/noida-kafka" ;;
  noida-kafka | noida-elastic) if [ "$2" = kill ]; then set -- "$1" stop; fi; exec "$here/service.py" "$1" "$2" "$dir/$1" ;;
  *) exec "$here/service.py" "$1" "$2" "$dir/$1" ;;
esac
