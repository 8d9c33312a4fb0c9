#!/usr/bin/env bash
# GoRules ZEN beside earned, on the same tables and questions: bench/peers/zen.sh [FOLDER]
# Installs the engine from npm into FOLDER (default: one of its own, gone afterwards), runs both, one
# after the other, and prints decisions a second and the ratio. Needs node, npm and build/*/earned-bench.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bench=${EARNED_BENCH:-$(ls "$here"/../../build/release/earned-bench "$here"/../../build/earned-bench 2>/dev/null | head -1)}
[ -x "$bench" ] || { echo "zen.sh: build earned-bench first (cmake --build --preset release)" >&2; exit 1; }
command -v npm >/dev/null || { echo "zen.sh: npm is not installed" >&2; exit 1; }
folder=${1:-}
if [ -z "$folder" ]; then
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
fi
mkdir -p "$folder"
cd "$folder"
[ -f package.json ] || npm init -y >/dev/null
wanted=${ZEN_VERSION:-2.0.2}
if [ ! -d node_modules/@gorules/zen-engine ] && ! npm install --no-audit --no-fund --silent "@gorules/zen-engine@$wanted" >/dev/null 2>&1; then
    echo "zen-engine $wanted is not to be had from this registry; the newest one is taken instead"
    npm install --no-audit --no-fund --silent @gorules/zen-engine
fi
"$bench" rules --tables "$folder" --json >ours.json
cp "$here/zen.mjs" .
node zen.mjs
