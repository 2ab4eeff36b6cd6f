package cortado.trials;

import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Message;
import cortado.api.SystemInfo;
import cortado.api.system.SystemClient;
import java.util.ArrayList;
import java.util.List;

/** Lets each bomb go off beside a neighbour. What a bomb may have is in its spec, {@code bombs/app.yaml}. */
final class BombTrial {
    private static final long PATIENCE = 60_000;
    /** What the spec of the bombs allows. */
    private static final int CHANNELS = 24;

    private static final int TIMERS = 8;
    private static final int OBJECTS = 64;
    private static final int HANDLES = 96;
    /** Besides, the supervisor adds a little for tables, which the bomb may have left over. */
    private static final long FOLIOS = 1 << 20;

    private static final long TABLES = 192 << 10;
    private static final int PROGRAMS = 6;
    /** Thousandths of one CPU. */
    private static final int CPU = 200;
    /** What it may exceed that by: at the edges of the time that is looked at are parts of periods. */
    private static final int TOLERANCE = 100;
    /** CPU hogs at once. */
    private static final int HOGS = 4;

    private static final String NEIGHBOUR = "neighbour";
    private static final List<String> BOMBS =
            List.of("fork", "channel", "timer", "poll", "folio", "memory", "handle", "message", "thread", "cpu");

    private final Checks checks;
    private final SystemClient system;
    private final Message message = new Message();

    /** A program that was started, and the conductor's end of the channel to it. */
    private record Child(SystemClient.Started started, Channel channel) {}

    /** What a bomb tells. */
    private record Report(long amount, int status, int refused, int held) {}

    BombTrial(Checks checks, Environ environ) {
        this.checks = checks;
        this.system = new SystemClient(environ.connect("system", Clock.after(PATIENCE)));
    }

    void run() {
        Child warm = start("poll"); // what the supervisor loads once is there before the first look
        report(warm);
        end(List.of(warm));
        SystemInfo before = system.machine().info();
        Child neighbour = start(NEIGHBOUR);
        for (String name : BOMBS) {
            one(name, neighbour);
        }
        hogs(neighbour);
        end(List.of(neighbour));
        SystemInfo after = settled(before);
        checks.that("memory came back", after.memoryFree() == before.memoryFree(), difference(before, after));
        checks.that("objects came back", after.objects() == before.objects(), difference(before, after));
    }

    private static String difference(SystemInfo before, SystemInfo after) {
        return (after.memoryFree() - before.memoryFree()) + " bytes, " + (after.objects() - before.objects())
                + " objects";
    }

    private SystemInfo settled(SystemInfo before) {
        SystemInfo after = system.machine().info();
        long patience = Clock.after(2_000);
        while ((after.memoryFree() != before.memoryFree() || after.objects() != before.objects())
                && Clock.nanos() < patience) {
            after = system.machine().info();
        }
        return after;
    }

    private void one(String name, Child neighbour) {
        int from = rounds(neighbour);
        Child bomb = start(name);
        Report report = report(bomb);
        int to = awaitRounds(neighbour, from + 3);
        judge(name, report);
        checks.that("the neighbour of " + name, to >= from + 3, (to - from) + " rounds");
        end(List.of(bomb));
    }

    private void judge(String name, Report report) {
        switch (name) {
            case "fork" -> {
                quota(name, report, 1, PROGRAMS);
                long running = system.processes().stream()
                        .filter(process -> process.name().startsWith("bombs"))
                        .count();
                checks.that("programs of a fork bomb", running == PROGRAMS + 2, running + " with neighbour and first");
            }
            case "channel" -> quota(name, report, CHANNELS - 2, CHANNELS);
            case "timer" -> quota(name, report, TIMERS - 1, TIMERS);
            case "poll", "folio" -> quota(name, report, 8, OBJECTS);
            case "memory" -> quota(name, report, FOLIOS / 2, FOLIOS + TABLES);
            case "handle" -> quota(name, report, HANDLES / 2, HANDLES);
            case "message" -> quota(name, report, 100, 256);
            case "thread" ->
                checks.that(
                        name,
                        report.amount() == 0 && report.status() == Status.BAD_CALL && report.refused() >= 64,
                        report.refused() + " attempts refused");
            default -> share(name, report);
        }
    }

    private void quota(String name, Report report, long least, long most) {
        boolean stopped = report.status() == Status.QUOTA_EXCEEDED || report.status() == Status.TABLE_FULL;
        checks.that(
                name + " bomb",
                stopped && report.amount() >= least && report.amount() <= most,
                "got " + report.amount() + ", then: " + Status.text(report.status()));
    }

    private void share(String name, Report report) {
        checks.that(
                name + " hog",
                report.amount() <= CPU + TOLERANCE && report.held() > 0,
                "got " + report.amount() + " thousandths of a CPU of " + CPU + ", held " + report.held() + " times");
    }

    /** As many hogs as there can be CPUs, all of a higher priority than the supervisor's. */
    private void hogs(Child neighbour) {
        int from = rounds(neighbour);
        List<Child> hogs = new ArrayList<>();
        for (int i = 0; i < HOGS; i++) {
            hogs.add(start("cpu"));
        }
        for (Child hog : hogs) {
            share(HOGS + " at once: cpu", report(hog));
        }
        int done = rounds(neighbour) - from;
        checks.that("the neighbour of " + HOGS + " hogs", done >= 20, done + " rounds in 2 s");
        end(hogs);
    }

    private Child start(String argument) {
        Channel.Pair pair = Channel.pair();
        return new Child(system.run("bombs", List.of(argument), pair.second()), pair.first());
    }

    private Report report(Child bomb) {
        bomb.channel().receive(message, Clock.after(PATIENCE));
        return new Report(message.takeLong(), message.takeInt(), message.takeInt(), message.takeInt());
    }

    private int rounds(Child neighbour) {
        neighbour.channel().call(message.reset(MessageType.CALL, Channel.nextId()), Clock.after(PATIENCE));
        int rounds = message.takeInt();
        String failure = message.takeText();
        if (!failure.isEmpty()) {
            checks.that("the neighbour's work", false, failure);
        }
        return rounds;
    }

    private int awaitRounds(Child neighbour, int enough) {
        long patience = Clock.after(PATIENCE);
        int rounds = rounds(neighbour);
        while (rounds < enough && Clock.nanos() < patience) {
            rounds = rounds(neighbour);
        }
        return rounds;
    }

    /** Hangs up, and waits until they and all that they ran have ended. */
    private void end(List<Child> children) {
        children.forEach(child -> child.channel().close());
        long patience = Clock.after(PATIENCE);
        int left = children.size();
        while (left > 0 && Clock.nanos() < patience) {
            SystemClient.Ended ended = system.ended(patience);
            if (ended != null
                    && children.stream().anyMatch(child -> child.started().id() == ended.id())) {
                left--;
                if (ended.status() != 0) {
                    checks.that("the end of a child", false, ended.text());
                }
            }
        }
        checks.that("all have ended", left == 0, children.size() + " of them");
    }
}
