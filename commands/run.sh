# Commands that run the product.

port() { echo "${PIVOTAL_PORT:-8080}"; }
data_folder() { echo "${PIVOTAL_DATA:-$PIVOTAL_ROOT/.pivotal}"; }

prepare_product() {
  check_dotnet
  check_node
  check_disk "$PIVOTAL_ROOT" 1500
  check_disk "$(data_folder)" 1000
  install_postgres
  build_product
  build_frontend
}

pivotal_up() {
  check_node
  check_port "$(port)"
  prepare_product
  PIVOTAL_PORT=$(port) PIVOTAL_DATA=$(data_folder) exec node commands/up.mjs
}

pivotal_demo() {
  prepare_product
  PIVOTAL_DATA=$(data_folder) exec node commands/demo.mjs "$@"
}

# The one list of their names.
benches="push import decide scale faults faults-model pacing hopper fill dnc caps dialer-peer search"

pivotal_bench() {
  [ $# -ge 1 ] || die "Which one? ./pivotal bench NAME, with NAME one of: $benches."
  case " $benches " in *" $1 "*) ;; *) die "There is no bench \`$1\`; there are: $benches." ;; esac
  if [ "$1" = faults ]; then
    prepare_product
    npm_ci tests/e2e
    shift
    exec node tests/e2e/bench-faults.mjs "$@"
  fi
  check_dotnet
  check_node
  case $1 in
    scale) dotnet_build bench/Scale/Worker/ScaleWorker.csproj ;;
    push) install_postgres; npm_ci frontend ;;
    *) install_postgres ;;
  esac
  dotnet_build bench/Bench.csproj
  exec dotnet bench/bin/Release/net10.0/Pivotal.Bench.dll "$@"
}

pivotal_cluster() {
  check_dotnet
  check_node
  check_nginx
  check_port "$(port)"
  prepare_product
  PIVOTAL_NGINX=$(find_nginx) PIVOTAL_PORT=$(port) PIVOTAL_DATA=$(data_folder) exec node commands/cluster.mjs "$@"
}
