# Keeps one PostgreSQL server: server.sh FOLDER BINARIES PROGRAM PROGRAM_OPTIONS -- SERVER_OPTIONS
# The program makes the data: initdb, or pg_basebackup for a standby.
# Commands come on standard input, one a line; each is answered by a line. Standard input ends with the process that holds it, whatever became
# of that process: then the server ends too, and its folder goes.
folder=$1 binaries=$2 program=$3
shift 3
first=
while [ "$1" != "--" ]; do first="$first $1"; shift; done
shift
server=

start() {
    "$binaries/postgres" -D "$folder/data" -k "$folder" "$@" >>"$folder/log" 2>&1 &
    server=$!
}

# A postmaster that has ended must be reaped, else the next one takes it for running.
end() {
    [ -n "$server" ] || return 0
    kill -"$1" $server 2>/dev/null
    wait $server 2>/dev/null
    server=
}

in_state() { grep -q "^State:[[:space:]]*[$2]" "/proc/$1/status" 2>/dev/null; }

# A child that lives on holds the shared memory, and no other server starts on the data. So the postmaster is stopped before its children are
# counted, for it makes new ones all the time, and all of them must be gone, or dead and not reaped by whoever took them over.
crash() {
    [ -n "$server" ] || return 0
    kill -STOP $server
    until in_state $server TZ; do sleep 0.01; done
    children=$(cat /proc/$server/task/$server/children)
    kill -KILL $server $children 2>/dev/null
    wait $server 2>/dev/null
    for child in $children; do
        while in_state "$child" RSDTtIKPW; do sleep 0.01; done
    done
    server=
}

# shellcheck disable=SC2086 # The options are words.
"$binaries/$program" -D "$folder/data" $first >"$folder/log" 2>&1 && echo ready || echo failed
while read -r command; do
    case $command in
        start) start "$@" ;;
        stop) end INT ;;
        crash) crash ;;
    esac
    echo "$command"
done
end QUIT
rm -rf "$folder"
