#!/usr/bin/env bash
# all.sh start DIR [NAME...] | stop DIR: the servers of the tests at once, each in DIR/NAME on a free port.
# `start` writes DIR/env, which tests want in their environment: set -a; . DIR/env; set +a
set -u
here=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 2 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
what=$1 dir=$2
shift 2
case $what in
  start)
    [ $# -gt 0 ] || set -- postgres redis seaweedfs rclone noida-kafka noida-elastic osmem tansu
    mkdir -p "$dir" && chmod o+x "$dir" || exit 1
    failed=0 pids=()
    for name in "$@"; do "$here/service.py" "$name" start "$dir/$name" >"$dir/$name.facts" & pids+=($!); done
    for pid in "${pids[@]}"; do wait "$pid" || failed=1; done
    printf 'SPICE_TEST_SERVICES=%s\nSPICE_TEST_SERVICES_DIR=%s\n' "$here" "$(cd "$dir" && pwd)" >"$dir/env"
    for name in "$@"; do
      sed "s/^/$(echo "$name" | tr 'a-z-' 'A-Z_')_/" "$dir/$name.facts" >>"$dir/env"
    done
    exit "$failed" ;;
  stop)
    for port in "$dir"/*/port; do
      [ -e "$port" ] || continue
      folder=$(dirname "$port")
      "$here/service.py" "$(basename "$folder")" stop "$folder"
    done ;;
  *) exit 2 ;;
esac
