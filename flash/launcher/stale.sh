# Maven compiles a module again for its own sources, and for classes of others that the same run compiled. A run that ended
# early, or that was for one module alone, leaves the rest with what they took from the old classes: constants, for one.

# The time of the newest class in a folder, in seconds; 0 without any.
newest_class() {
    { [ ! -d "$1" ] || find "$1" -name '*.class' -printf '%T@\n'; } | sort -n | tail -n 1 | grep . || echo 0
}

# A line for each pom: its folder, when its classes and its tests were compiled, and the project's artifacts that it names:
# its parent, itself, and what it depends on.
modules() {
    local pom folder
    find "$CORTADO_HOME" \( -name target -o -name build -o -name src \) -prune -o -name pom.xml -print | while read -r pom; do
        folder="$(dirname "$pom")"
        echo "$folder $(newest_class "$folder/target/classes") $(newest_class "$folder/target/test-classes")" \
            "$(sed -n 's|.*<artifactId>\(cortado[a-z0-9-]*\)</artifactId>.*|\1|p' "$pom" | tr '\n' ' ')"
    done
}

# Makes Maven compile anew what is older than the classes that it depends on.
forget_stale_classes() {
    modules | awk '
        function newest(name, folder, i, words, time, found) {
            if (name in known) return known[name]
            known[name] = 0
            found = classes[name]
            for (i = split(needs[name], words, " "); i > 0; i--) {
                time = newest(words[i])
                if (time > found) found = time
            }
            return known[name] = found
        }
        {
            name = NF > 4 ? $5 : $4
            folders[name] = $1; classes[name] = $2; tests[name] = $3
            needs[name] = $4
            for (i = 6; i <= NF; i++) needs[name] = needs[name] " " $i
        }
        END {
            for (name in folders) {
                if (newest(name) > classes[name] && classes[name] > 0) print folders[name], "compile"
                if (newest(name) > tests[name] && tests[name] > 0) print folders[name], "testCompile"
            }
        }' | while read -r folder goal; do
        rm -rf "$folder/target/maven-status/maven-compiler-plugin/$goal"
    done
}
