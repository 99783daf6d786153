#!/usr/bin/env bash
# The descriptions that the services give of themselves, held against OpenAPI's own rules (openapi-spec-validator) and
# against what the services do (schemathesis): no answer of 5xx, no status or body that is not described, no method that
# is refused without Allow. Starts the program that SPICE_PROGRAM names on a directory of its own; ends it again.
# SPICE_SCHEMATHESIS_SECONDS: for each of the three services (25).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=${SPICE_PROGRAM:?names the program to check}
seconds=${SPICE_SCHEMATHESIS_SECONDS:-25}
venv=${HTTP_CHECK_VENV:-${XDG_CACHE_HOME:-$HOME/.cache}/http-check-venv}
python3 -c "import ensurepip" 2>/dev/null || apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
[ -x "$venv/bin/pip" ] || python3 -m venv "$venv"
"$venv/bin/pip" install -q openapi-spec-validator==0.9.0 schemathesis==4.32.5

work=$(mktemp -d)
up=
trap '[ -z "$up" ] || kill "$up" 2>/dev/null || true; rm -rf "$work"' EXIT
"$program" up --data-dir "$work/data" --oms-port 0 --bff-port 0 --funnel-port 0 >"$work/up.log" 2>&1 &
up=$!
for _ in $(seq 100); do
  [ "$(grep -c ' ready on http' "$work/up.log")" = 3 ] && break
  kill -0 "$up" || { cat "$work/up.log"; exit 1; }
  sleep 0.1
done
place() { sed -n "s/^$1 ready on //p" "$work/up.log"; }

# Something to ask for: the names stand in schemathesis.toml, too.
post() {
  curl -sf -o /dev/null -H 'Content-Type: application/json' -d "$2" "$(place OMS)$1?wait=20&until=projected" ||
    { echo "cannot post to $1"; exit 1; }
}
post /api/v1/database/create '{"name":"shop"}'
post /api/v1/database/shop/ontology '{"id":"Maker","label":"Makers","properties":[{"name":"maker_id","type":"string",
  "required":true},{"name":"name","type":"string"}],"relationships":[{"predicate":"part_of","target":"Maker"}]}'
post /api/v1/database/shop/ontology '{"id":"Product","properties":[{"name":"product_id","type":"string","required":true},
  {"name":"name","type":"string"},{"name":"price","type":"decimal"}],
  "relationships":[{"predicate":"made_by","target":"Maker","cardinality":"n:1"}]}'
post /api/v1/instances/shop/async/Maker/create '{"data":{"maker_id":"m1","name":"Ada"}}'
post /api/v1/instances/shop/async/Product/create '{"data":{"product_id":"p1","price":9.5,"made_by":"Maker/m1"}}'

cd "$work"
for service in OMS BFF Funnel; do
  curl -sf "$(place $service)/openapi.json" >"$service.json"
  "$venv/bin/openapi-spec-validator" "$service.json"
  # Left out: streams, which do not end; sockets; Google's sheets, which are 501 without a key; and making tokens, which closes the
  # ports. Lines of JSON cannot be made by schemathesis.
  checks=not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance
  checks+=,unsupported_method,allow_header_conformance
  "$venv/bin/schemathesis" --config-file "$here/schemathesis.toml" run "$(place $service)/openapi.json" \
    --checks "$checks" \
    --exclude-operation-id stream --exclude-operation-id streamInstances --exclude-tag "google sheets" \
    --exclude-tag access --exclude-operation-id engine-create-token --exclude-path-regex 'ws/commands' \
    --seed 1 --max-time "$seconds" --request-timeout 20 --no-shrink --phases coverage,fuzzing --continue-on-failure \
    --warnings off --report-dir "$work/report" | tee "$service.said"
  grep -q 'Tested: [1-9]' "$service.said" || { echo "$service: nothing was tested within $seconds s"; exit 1; }
done
"$venv/bin/python" - "$(place BFF)" <<'END'
# After all that it still works, and says so.
import json, sys, urllib.request
ready = json.load(urllib.request.urlopen(sys.argv[1] + "/ready"))
assert ready["status"] == "ready", ready
END
"$program" down --data-dir "$work/data"
wait "$up"
up=
echo "the descriptions hold"
