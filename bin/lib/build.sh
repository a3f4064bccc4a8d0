# Read by the scripts beside it, with $root set: finds java, builds what is missing, runs it.

if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
  java=$JAVA_HOME/bin/java
else
  java=java
fi

# When this script last built: tells sources that changed since from those that a build looked at
# and found to change nothing.
stamp=$root/target/build.stamp

# is_stale JAR FOLDER...: whether the jar is absent or older than a source in the folders.
is_stale() {
  jar=$root/$1
  shift
  [ -f "$jar" ] || return 0
  if [ -f "$stamp" ]; then
    newer=$(cd "$root" && find "$@" -type f -newer "$jar" -newer "$stamp" | head -n 1)
  else
    newer=$(cd "$root" && find "$@" -type f -newer "$jar" | head -n 1)
  fi
  [ -n "$newer" ]
}

anything_stale() {
  is_stale launcher/target/capio-run.jar \
    native-bridge/src/main capio-cl/src/main server/src/main launcher/src/main ||
    is_stale agent/target/capio-agent.jar \
      native-bridge/src/main capio-cl/src/main server/src/main filesystem/src/main agent/src ||
    is_stale examples/target/block-writer.jar examples/src/main ||
    is_stale examples/target/block-reader.jar examples/src/main
}

# build_missing NAME: NAME begins the lines on standard error.
build_missing() {
  command -v "$java" >/dev/null 2>&1 || {
    echo "$1: no java found; install a JDK 17 or later, or set JAVA_HOME" >&2
    exit 69
  }
  anything_stale || return 0
  command -v mvn >/dev/null 2>&1 || {
    echo "$1: $root is not built and there is no mvn to build it; install Maven 3.8 or later" >&2
    exit 69
  }
  mkdir -p "$root/target"
  log=$root/target/build.log
  # Two terminals may give their first command at once: the second waits, then finds all built.
  if command -v flock >/dev/null 2>&1; then
    exec 9>"$root/target/build.lock"
    flock 9
    anything_stale || {
      exec 9>&-
      return 0
    }
  fi
  echo "$1: building what is missing (once; this takes a minute or two)" >&2
  (
    cd "$root"
    mvn -q -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true -pl agent,launcher,examples -am package \
      </dev/null >"$log" 2>&1 9>&-
  ) || {
    cat "$log" >&2
    echo "$1: the build failed; its output is above and in $log" >&2
    exit 70
  }
  touch "$stamp"
  exec 9>&-
}

# run_java ARGUMENT...: becomes a JVM that starts fast and sleeps while it has nothing to do. The archive of loaded classes that the build
# made is for the JDK that made it only; see ClassArchive.
run_java() {
  jar=$root/launcher/target/capio-run.jar
  home=${JAVA_HOME:-}
  if [ "$java" = java ]; then
    home=$(readlink -f "$(command -v java)")
    home=${home%/bin/java}
  fi
  set -- -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions \
    -XX:AsyncDeflationInterval=0 -XX:GuaranteedSafepointInterval=0 "$@"
  set -- -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xshare:auto "$@"
  if [ -f "${jar%.jar}.jsa" ] && cmp -s "$home/release" "${jar%.jar}.jsa.jdk"; then
    set -- -XX:SharedArchiveFile="${jar%.jar}.jsa" '-Xlog:cds*=off' "$@"
  fi
  exec "$java" "$@"
}
