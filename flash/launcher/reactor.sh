# The Maven side: build what changed, run the tests, start Java.

REACTOR_STAMP="$CORTADO_HOME/build/reactor-stamp"
CLASS_PATH_FILE="$CORTADO_HOME/flash/target/dependency-class-path"
START_FOLDER="$CORTADO_HOME/build/start"

# One line that changes when a source that Maven compiles does: names, sizes and times.
source_fingerprint() {
    (
        cd "$CORTADO_HOME"
        if [ -e .git ]; then
            git ls-files -z --cached --others --exclude-standard -- '*.java' '*pom.xml' '*/src/*' .mvn
        else
            find . -name target -prune -o \( -name '*.java' -o -name pom.xml -o -path '*/src/*' \) -type f -print0
        fi | grep -zv '/src/test/' | xargs -0 stat -c '%n %s %.9Y' 2>/dev/null | LC_ALL=C sort
        echo "$JAVA_HOME"
    ) | sha256sum
}

maven() { (cd "$CORTADO_HOME" && mvn -B "$@" </dev/null); }

# Compiles the reactor if a source changed since the last time it was.
build_reactor() {
    local now log="$CORTADO_HOME/build/reactor.log"
    now="$(source_fingerprint)"
    if [ -r "$REACTOR_STAMP" ] && [ -r "$CLASS_PATH_FILE" ] && [ "$now" = "$(cat "$REACTOR_STAMP")" ]; then return; fi
    mkdir -p "$CORTADO_HOME/build"
    # One build at a time; who waited finds it done.
    exec 9>"$CORTADO_HOME/build/reactor.lock"
    flock 9
    if [ -r "$REACTOR_STAMP" ] && [ -r "$CLASS_PATH_FILE" ] && [ "$now" = "$(cat "$REACTOR_STAMP")" ]; then
        exec 9>&-
        return
    fi
    progress "compiling the Java sources"
    rm -f "$REACTOR_STAMP"
    forget_stale_classes
    if ! maven -Dspotless.check.skip=true process-classes >"$log" 2>&1; then
        progress_done
        grep -E "^\[(ERROR|WARNING)\] [/]" "$log" | sort -u | head -n 40 >&2 || tail -n 40 "$log" >&2
        die "Maven could not build the Java sources; its whole output is in $log"
    fi
    pack_classes || rm -rf "$START_FOLDER"
    progress_done
    printf '%s\n' "$now" >"$REACTOR_STAMP"
    exec 9>&-
}

# The class path in jars, and the JDK's cache of the classes that every command loads (JEP 514). Each build gets a folder
# of its own, since commands that still run use an older one.
pack_classes() {
    local folder path
    folder="$START_FOLDER/$(date +%s)-$$"
    mkdir -p "$folder"
    find "$START_FOLDER" -mindepth 1 -maxdepth 1 -type d -mmin +600 -exec rm -rf {} +
    path="$("$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$(class_folders)" \
        cortado.flash.start.ClassJars "$folder")" || return 1
    "$JAVA_HOME/bin/java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED "-XX:AOTCacheOutput=$folder/classes.aot" \
        -cp "$path" cortado.flash.start.Training "$folder" >/dev/null 2>&1 || return 1
    printf '%s\n%s\n' "$path" "$folder/classes.aot" >"$START_FOLDER/current.new"
    mv "$START_FOLDER/current.new" "$START_FOLDER/current"
}

class_folders() { printf '%s' "$CORTADO_HOME/flash/target/classes:$(cat "$CLASS_PATH_FILE")"; }

# Java cannot tell which of its streams are a terminal, so it is told.
start_java() {
    local terminals=
    [ ! -t 0 ] || terminals=in
    [ ! -t 1 ] || terminals="$terminals,out"
    [ ! -t 2 ] || terminals="$terminals,err"
    local path= cache=
    if [ -r "$START_FOLDER/current" ]; then { read -r path && read -r cache; } <"$START_FOLDER/current"; fi
    [ -r "$cache" ] || { path="$(class_folders)" cache=; }
    # What is over in a second should not share its two cores with the last compiler, which halves its speed: that one
    # comes ten times later than by default.
    local patience=
    case "${1:-}" in
    flash | devices | image | update)
        patience="-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=150000"
        ;;
    esac
    # Where no language is set (cron, a service), Java could not open files whose names are not ASCII.
    case "${LC_ALL:-${LC_CTYPE:-${LANG:-C}}}" in C | POSIX) export LC_ALL=C.UTF-8 ;; esac
    # shellcheck disable=SC2086
    exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC $patience ${cache:+"-XX:AOTCache=$cache" -Xlog:disable} \
        --enable-native-access=ALL-UNNAMED "-Dcortado.terminals=$terminals" -cp "$path" cortado.flash.Main "$@"
}

# Runs the whole Maven build with its tests, whatever fails on the way, and closes with one line of counts.
test_reactor() {
    local status=0
    find "$CORTADO_HOME" -path '*/target/surefire-reports/*' -delete 2>/dev/null || true
    forget_stale_classes
    maven --fail-at-end test "$@" || status=$?
    local counts passed failed skipped
    counts="$(find "$CORTADO_HOME" -path '*/target/surefire-reports/TEST-*.xml' -print0 | xargs -0 -r \
        sed -n 's/^<testsuite .* tests="\([0-9]*\)" errors="\([0-9]*\)" skipped="\([0-9]*\)" failures="\([0-9]*\)".*/\1 \2 \3 \4/p' |
        awk '{ tests += $1; bad += $2 + $4; skipped += $3 } END { print tests - bad - skipped, bad + 0, skipped + 0 }')"
    read -r passed failed skipped <<<"$counts"
    if [ "$status" != 0 ] && [ "$failed" = 0 ]; then
        say "the build failed outside of its tests (see above); that counts as one failure"
        failed=1
    fi
    [ "$failed" = 0 ] || status=1
    if [ "$skipped" = 0 ]; then echo "$passed passed, $failed failed"; else echo "$passed passed, $failed failed, $skipped skipped"; fi
    exit "$status"
}
