# Every check there is. All runners run, also after a failure; their closing lines come again at the end.

results=
failed=0

# run_part NAME COMMAND...
run_part() {
  local name=$1 log
  shift
  log=$results/$name.log
  say "$name: $*"
  if "$@" 2>&1 | tee "$log"; then
    echo "ok" >"$results/$name.result"
  else
    echo "FAILED" >"$results/$name.result"
    failed=1
  fi
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
  done
}

in_folder() { (cd "$1" && shift && "$@"); }

pivotal_test() {
  check_dotnet
  check_node
  check_disk "$PIVOTAL_ROOT" 3000
  choose_engine
  install_postgres
  npm_ci frontend
  npm_ci tests/e2e
  dotnet_build Pivotal.Orleans.sln
  build_frontend

  results=$(mktemp -d)
  trap 'rm -rf "$results"' EXIT
  local project
  for project in UnitTests ClusterTests ApiTests; do
    run_part "$project" dotnet test "tests/$project/$project.csproj" -c Release --no-build --nologo
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
  choose_engine
  npm_ci frontend
  npm_ci deploy/checks
  results=$(mktemp -d)
  trap 'rm -rf "$results"' EXIT
  # Analyzers, banned symbols and warnings are errors of the build.
  run_part analyzers dotnet_build Pivotal.Orleans.sln
  run_part format dotnet format whitespace "$PIVOTAL_ROOT" --folder --verify-no-changes --exclude frontend/ tests/e2e/ deploy/
  run_part eslint in_folder frontend npm run --silent lint
  run_part types in_folder frontend npm run --silent typecheck
  run_part openapi check_openapi
  run_part scripts check_scripts
  run_part deploy in_folder deploy/checks npm run --silent test
  closing_lines
  [ "$failed" = 0 ] || die "Some checks failed."
  say "all checks passed"
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
  for file in pivotal .ci/run deploy/command/*.sh deploy/compose/*.sh; do
    bash -n "$file" || return 1
  done
  for file in deploy/command/*.mjs deploy/checks/*.mjs; do
    node --check "$file" || return 1
  done
}
