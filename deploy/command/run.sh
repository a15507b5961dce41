# Commands that run the product.

port() { echo "${PIVOTAL_PORT:-8080}"; }
data_folder() { echo "${PIVOTAL_DATA:-$PIVOTAL_ROOT/.pivotal}"; }

prepare_product() {
  check_dotnet
  check_node
  check_disk "$PIVOTAL_ROOT" 1500
  check_disk "$(data_folder)" 1000
  choose_engine
  install_postgres
  dotnet_build api/Api.csproj silo/Silo.csproj simulator/Simulator.csproj
  build_frontend
}

pivotal_up() {
  check_node
  check_port "$(port)"
  prepare_product
  PIVOTAL_PORT=$(port) PIVOTAL_DATA=$(data_folder) exec node deploy/command/up.mjs
}

pivotal_demo() {
  prepare_product
  PIVOTAL_DATA=$(data_folder) exec node deploy/command/demo.mjs "$@"
}

pivotal_bench() {
  local names="push import decide engine faults faults-model pacing hopper caps dialer-peer"
  [ $# -ge 1 ] || die "Which one? ./pivotal bench NAME, with NAME one of: $names."
  case " $names " in *" $1 "*) ;; *) die "There is no bench \`$1\`; there are: $names." ;; esac
  if [ "$1" = faults ]; then
    prepare_product
    npm_ci tests/e2e
    shift
    exec node tests/e2e/bench-faults.mjs "$@"
  fi
  check_dotnet
  check_node
  choose_engine
  case $1 in
    engine) build_engine_workers ;;
    push) install_postgres; npm_ci frontend ;;
    *) install_postgres ;;
  esac
  dotnet_build bench/Bench.csproj
  exec dotnet bench/bin/Release/net10.0/Pivotal.Bench.dll "$@"
}

# The same small silo once per engine, side by side, so that both can run in turns. Without the packages there is only one.
build_engine_workers() {
  local engine engines=local
  if [ "$PIVOTAL_ENGINE" = packages ] || probe_packages; then engines="local packages"; fi
  rm -rf "$PIVOTAL_ROOT/.pivotal/bench/packages/bin"
  for engine in $engines; do
    say "building the worker for $engine"
    dotnet_build bench/Engine/Worker/EngineWorker.csproj -p:OrleansEngine="$engine" \
      -p:UseArtifactsOutput=true --artifacts-path "$PIVOTAL_ROOT/.pivotal/bench/$engine"
  done
}

pivotal_cluster() {
  check_dotnet
  check_node
  choose_engine
  [ "$PIVOTAL_ENGINE" = packages ] || die "Several processes need the official Orleans packages, and this package feed does not have them; ./pivotal up runs everything in one process."
  check_nginx
  check_port "$(port)"
  prepare_product
  PIVOTAL_NGINX=$(find_nginx) PIVOTAL_PORT=$(port) PIVOTAL_DATA=$(data_folder) exec node deploy/command/cluster.mjs "$@"
}
