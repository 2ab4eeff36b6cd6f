package cortado.trials;

import cortado.abi.Cause;
import cortado.abi.MessageType;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Message;
import cortado.api.Poll;
import cortado.api.Program;
import cortado.api.SystemInfo;
import cortado.api.system.ProcessRecord;
import cortado.api.system.SystemClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Each trial in a process of its own; afterwards memory, handles and kernel objects must be where they were. */
final class AllTrials {
    private static final List<String> CHECKED =
            List.of("addresses", "numbers", "handles", "rights", "queue", "quota", "authority", "bombs", "peer");
    private static final long PATIENCE = 60_000;
    /** Nanoseconds that a program spins. */
    private static final long SPIN = 200_000_000L;

    private final Checks checks;
    private final SystemClient system;
    private final Message message = new Message();

    AllTrials(Checks checks, Environ environ) {
        this.checks = checks;
        this.system = new SystemClient(environ.connect("system", Clock.after(PATIENCE)));
    }

    void run() {
        trial("throw", Cause.EXIT, 1); // so that what the supervisor loads once is there before the first look
        for (Fault fault : Fault.ALL) {
            SystemInfo before = system.machine().info();
            trial(fault.word(), fault.cause(), fault.cause() == Cause.EXIT ? 1 : 0);
            unchanged(fault.word(), before);
        }
        for (String name : CHECKED) {
            SystemInfo before = system.machine().info();
            trial(name, Cause.EXIT, 0);
            unchanged(name, before);
        }
        if (system.machine().info().cpus() > 1) {
            SystemInfo before = system.machine().info();
            spin();
            unchanged("spin", before);
        }
    }

    private void trial(String name, int cause, int status) {
        SystemClient.Ended ended = runToEnd(name);
        checks.that(
                name + " ended as it must",
                ended.cause() == cause && (cause != Cause.EXIT || ended.status() == status),
                ended.text());
    }

    /** Runs a trial; of what it prints, only what failed is shown. */
    private SystemClient.Ended runToEnd(String name) {
        Channel.Pair pair = Channel.pair();
        Channel errors = pair.second().secondWriter();
        try (Channel streams = pair.first();
                Poll poll = new Poll()) {
            SystemClient.Started started = system.run(new SystemClient.Launch(
                    "trials", List.of(name), Map.of(Program.OUTPUT, pair.second(), Program.ERRORS, errors), true));
            poll.add(streams, Signals.READABLE, streams);
            poll.add(system.channel(), Signals.READABLE, system);
            StringBuilder text = new StringBuilder();
            SystemClient.Ended ended = null;
            while (ended == null) {
                Poll.Event event = poll.next(Clock.after(PATIENCE));
                if (event == null) {
                    system.kill(started.process());
                } else if (event.source() == system) {
                    ended = system.ended(Clock.NOW);
                } else if (!read(streams, text)) {
                    poll.remove(streams);
                }
            }
            while (read(streams, text)) {
                // what it had written before it ended
            }
            report(name, text.toString());
            return ended;
        }
    }

    /** One message of text; false if there is none. */
    private boolean read(Channel streams, StringBuilder text) {
        if (streams.tryReceive(message, Clock.NOW) < 0) {
            return false;
        }
        if (message.type() == MessageType.DATA) {
            text.append(new String(message.takeBytes(message.remaining()), StandardCharsets.UTF_8));
        }
        message.drop();
        return true;
    }

    private void report(String name, String text) {
        int passed = 0;
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            String line = text.substring(at, end);
            if (line.startsWith("ok ")) {
                passed++;
            } else {
                checks.that(name, false, line);
            }
            at = end + 1;
        }
        if (passed > 0) {
            checks.that(name, true, passed + " checks passed");
        }
    }

    /** What a process held is given back before its end is told; a moment later at most. */
    private void unchanged(String name, SystemInfo before) {
        SystemInfo after = system.machine().info();
        long patience = Clock.after(1_000);
        while (after.memoryFree() != before.memoryFree() && Clock.nanos() < patience) {
            after = system.machine().info();
        }
        checks.same(name + " left the memory", before.memoryFree(), after.memoryFree());
        checks.same(name + " left the handles", before.handles(), after.handles());
        checks.same(name + " left the objects", before.objects(), after.objects());
    }

    /** Another process takes all of a CPU at a high priority: the others go on, and it can be killed. */
    private void spin() {
        SystemClient.Started started = system.run("spin", List.of(), null);
        long until = Clock.nanos() + SPIN;
        long turns = 0;
        while (Clock.nanos() < until) {
            system.machine();
            turns++;
        }
        long time = 0;
        for (ProcessRecord process : system.processes()) {
            if (process.name().equals(started.process())) {
                time = process.cpuTime();
            }
        }
        checks.that("spin took a CPU", time > SPIN / 4, time / 1_000_000 + " ms of " + SPIN / 1_000_000);
        checks.that("the others went on", turns > 10, turns + " requests were answered meanwhile");
        system.kill(started.process());
        SystemClient.Ended ended = null;
        long patience = Clock.after(PATIENCE);
        while (ended == null && Clock.nanos() < patience) {
            ended = system.ended(patience);
        }
        checks.that(
                "spin was killed",
                ended != null && ended.cause() == Cause.KILLED,
                ended == null ? Status.text(Status.TIMED_OUT) : ended.text());
    }
}
