# Keeps one PostgreSQL server: server.sh FOLDER BINARIES INITDB_OPTIONS -- SERVER_OPTIONS
# Commands come on standard input, one a line; each is answered by a line. Standard input ends with the process that holds it, whatever became
# of that process: then the server ends too, and its folder goes.
folder=$1 binaries=$2
shift 2
first=
while [ "$1" != "--" ]; do first="$first $1"; shift; done
shift
server=

start() {
    "$binaries/postgres" -D "$folder/data" -k "$folder" "$@" >>"$folder/log" 2>&1 &
    server=$!
}

# A postmaster that was killed must be reaped, else the next one takes it for running.
end() {
    [ -n "$server" ] || return 0
    kill -"$1" $server $2 2>/dev/null
    wait $server 2>/dev/null
    server=
}

# shellcheck disable=SC2086 # The options are words.
"$binaries/initdb" -D "$folder/data" $first >"$folder/log" 2>&1 && echo ready || echo failed
while read -r command; do
    case $command in
        start) start "$@" ;;
        stop) end INT ;;
        crash) end KILL "$(cat /proc/$server/task/$server/children 2>/dev/null)" ;;
    esac
    echo "$command"
done
end QUIT
rm -rf "$folder"
