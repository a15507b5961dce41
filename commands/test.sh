# Every check there is. All runners run, also after a failure; their closing lines come again at the end.

results=
failed=0

# Until when (seconds since 1970) all parts together may run; .ci/run sets it, so that a part that never ends is said by us and not by whoever ends us.
: "${PIVOTAL_TEST_UNTIL:=$(($(date +%s) + 24 * 3600))}"

# run_part NAME COMMAND...
# Its output goes through a file and its processes are one group: a child that outlives it can neither keep us waiting nor disturb the next part.
run_part() {
  local name=$1 log part shown left result=ok
  shift
  log=$results/$name.log
  left=$((PIVOTAL_TEST_UNTIL - $(date +%s)))
  say "$name: $*"
  : >"$log"
  set -m
  ("$@") >"$log" 2>&1 </dev/null &
  part=$!
  set +m
  tail -n +1 -s 0.2 -f "$log" --pid="$part" &
  shown=$!
  trap 'kill -KILL -- "-$part" 2>/dev/null; exit 130' INT TERM
  while kill -0 "$part" 2>/dev/null; do
    if [ "$left" -le 0 ]; then
      echo "pivotal: $name was ended: the time for all parts is over" >>"$log"
      kill -TERM -- "-$part" 2>/dev/null
      sleep 5
      kill -KILL -- "-$part" 2>/dev/null
      break
    fi
    sleep 1
    left=$((PIVOTAL_TEST_UNTIL - $(date +%s)))
  done
  wait "$part" || result=FAILED
  kill -KILL -- "-$part" 2>/dev/null || true
  wait "$shown" || true
  trap - INT TERM
  echo "$result" >"$results/$name.result"
  [ "$result" = ok ] || failed=1
}

closing_lines() {
  local result name
  echo
  echo "---- closing lines"
  for result in "$results"/*.result; do
    name=$(basename "$result" .result)
    echo "$name: $(cat "$result")"
    # dotnet test, vitest and node --test each end in their own way.
    sed 's/\x1b\[[0-9;]*m//g' "$results/$name.log" |
      grep -E '^(Passed!|Failed!) |^ +(Test Files|Tests) |^(ℹ|#) (tests|pass|fail) ' || true
    [ "$(cat "$results/$name.result")" = ok ] || failures "$results/$name.log" || true
    [ ! -f "$results/$name.trx" ] || slowest "$results/$name.trx" || true
  done
}

# What failed and with which words, again at the end: whoever is shown only the last lines of a run sees it too.
failures() {
  sed 's/\x1b\[[0-9;]*m//g' "$1" |
    awk '/^  Failed [^ ]/ { left = 25 } /^ *FAIL / { left = 25 } /^✖ failing tests:/ { left = 120 } left > 0 { left--; print "  | " $0 }' |
    cut -c1-600 | sed -n '1,250p'
}

# Where the time goes: the five tests that took longest.
slowest() {
  grep -o '<UnitTestResult [^>]*' "$1" | sed -E 's/.* testName="([^"]*)".* duration="([^"]*)".*/  \2 \1/' | sort -r | sed -n '1,5p' | cut -c1-160
}

in_folder() { (cd "$1" && shift && "$@"); }

pivotal_test() {
  check_dotnet
  check_node
  check_disk "$PIVOTAL_ROOT" 3000
  install_postgres
  npm_ci frontend
  npm_ci tests/e2e
  dotnet_build Pivotal.Orleans.sln
  build_frontend

  results=$(mktemp -d)
  trap 'rm -rf "$results"' EXIT
  local suite project
  for suite in UnitTests/UnitTests faults/FaultTests ClusterTests/ClusterTests ApiTests/ApiTests; do
    project=${suite#*/}
    # A test that stands still for ten minutes is named, and ends its part.
    run_part "$project" dotnet test "tests/$suite.csproj" -c Release --no-build --nologo --blame-hang-timeout 10m --blame-hang-dump-type none \
      --logger "trx;LogFileName=$results/$project.trx"
  done
  run_part frontend in_folder frontend npm run --silent test
  run_part e2e in_folder tests/e2e npm run --silent test
  closing_lines
  [ "$failed" = 0 ] || die "Some tests failed."
  say "all tests passed"
}

pivotal_lint() {
  check_dotnet
  check_node
  npm_ci frontend
  npm_ci deploy/checks
  results=$(mktemp -d)
  trap 'rm -rf "$results"' EXIT
  # Analyzers, banned symbols and warnings are errors of the build.
  run_part analyzers dotnet_build Pivotal.Orleans.sln
  run_part format check_format
  # eslint, Prettier, and knip: exports, files and packages that nobody uses.
  run_part eslint in_folder frontend npm run --silent lint
  run_part types in_folder frontend npm run --silent typecheck
  build_frontend
  run_part sizes in_folder frontend npm run --silent sizes
  run_part openapi check_openapi
  run_part scripts check_scripts
  run_part deploy in_folder deploy/checks npm run --silent test
  closing_lines
  [ "$failed" = 0 ] || die "Some checks failed."
  say "all checks passed"
}

# C# as CSharpier lays it out at width 140 (.editorconfig); `dotnet csharpier format .` does it.
check_format() {
  dotnet tool restore >/dev/null || return 1
  dotnet csharpier check "$PIVOTAL_ROOT"
}

# The front end's types come from this document; it must be what the API says today.
check_openapi() {
  local said=$results/openapi.json
  dotnet api/bin/Release/net10.0/Pivotal.Api.dll --emit-openapi "$said" >/dev/null || return 1
  cmp -s "$said" frontend/openapi.json && return
  diff "$said" frontend/openapi.json | head -20
  echo "frontend/openapi.json is not what the API says: dotnet api/bin/Release/net10.0/Pivotal.Api.dll --emit-openapi frontend/openapi.json && (cd frontend && npm run generate)"
  return 1
}

check_scripts() {
  local file
  for file in pivotal .ci/run commands/*.sh deploy/compose/*.sh; do
    bash -n "$file" || return 1
  done
  for file in commands/*.mjs deploy/checks/*.mjs; do
    node --check "$file" || return 1
  done
}

# Keeps what this version says between grains, for the tests of the versions after it: once for a release, before its tag.
pivotal_golden() {
  [[ ${1:-} =~ ^[0-9]+(\.[0-9]+){1,3}$ ]] || die "Which release? ./pivotal golden RELEASE, such as 1.2."
  [ -z "$(git tag --list "$1" "v$1")" ] || die "Release $1 has a tag, so its files stay as they are; name the next one."
  check_dotnet
  dotnet_build tests/ClusterTests/ClusterTests.csproj
  PIVOTAL_GOLDEN=$1 dotnet test tests/ClusterTests/ClusterTests.csproj -c Release --no-build --nologo --filter "FullyQualifiedName~Messages.GoldenTests" ||
    die "The contracts of release $1 do not fit together with the releases that are kept; see docs/runbooks/cluster.md."
  say "commit tests/ClusterTests/Messages/golden/$1"
}
