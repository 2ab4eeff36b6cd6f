package cortado.trials.recovery;

import cortado.abi.MessageType;
import cortado.abi.Rights;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.Message;
import cortado.api.Poll;
import cortado.api.Program;
import cortado.api.service.Block;
import cortado.api.service.Crash;
import cortado.api.system.SystemClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Ends the disk's driver in the middle of writes, again and again, and reads back what it had acknowledged. Writes to
 * the last sectors of the disk. Each round: several clients have writes with the driver; it is killed or told to fail;
 * its successor must show every acknowledged write, and for each other sector the old or the new content; what was not
 * acknowledged is written again.
 */
final class KillTrial {
    private static final String DRIVER = "virtio-blk";
    private static final int SECTOR = 512;
    /** Sectors of one write. */
    private static final int WRITE_SECTORS = 8;

    private static final int WRITE = WRITE_SECTORS * SECTOR;
    private static final int CLIENTS = 4;
    private static final int WRITES_EACH = 2;
    private static final int BATCH = CLIENTS * WRITES_EACH;
    /** Places that are written to. */
    private static final int PLACES = 64;

    /** The longest time that the driver has before it is ended. */
    private static final int LEAD_NANOS = 200_000;
    /** Between two ends: the driver's spec allows ten in a minute, and doubles the wait before each. */
    private static final long PAUSE_MILLISECONDS = 20_000;

    /** How it ends; the empty word is a kill. */
    private static final List<String> ENDS =
            List.of("", Crash.NULL, "", Crash.DMA, Crash.EXIT, "", Crash.STACK, Crash.DMA, Crash.HEAP);

    private record Written(Line line, int id, int place) {}

    private final Program program;
    private final SystemClient system;
    private final List<Line> lines = new ArrayList<>();
    private final Folio folio = Folio.create((long) BATCH * WRITE);
    private final byte[] bytes = new byte[WRITE];
    private final Random random;
    /** Per place: the version that it holds for certain. */
    private final int[] versions = new int[PLACES];

    private final List<Long> away = new ArrayList<>();
    private long firstSector;
    private int acknowledged;
    private int unanswered;
    private int carriedOut;
    private int lost;
    private int torn;

    KillTrial(Program program, Environ environ, SystemClient system, long seed) {
        this.program = program;
        this.system = system;
        this.random = new Random(seed);
        for (int i = 0; i < CLIENTS; i++) {
            lines.add(new Line(environ, Block.NAME));
        }
    }

    /** Does it so many times; whether nothing was lost. */
    boolean run(int kills) {
        Message geometry = lines.getFirst().ask(MessageType.OPEN, request -> {});
        firstSector = geometry.takeLong() - PLACES * WRITE_SECTORS;
        for (int place = 0; place < PLACES; place++) {
            write(lines.getFirst(), place, 0, 0);
        }
        for (int i = 0; i < kills; i++) {
            round(i);
        }
        for (int place = 0; place < PLACES; place++) {
            check(place, versions[place], versions[place]);
        }
        report(kills);
        lines.forEach(Line::close);
        return lost == 0 && torn == 0;
    }

    private void round(int number) {
        lines.forEach(Line::open);
        int first = random.nextInt(PLACES);
        List<Written> inFlight = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            int place = (first + 7 * i) % PLACES;
            Line line = lines.get(i % CLIENTS);
            inFlight.add(new Written(line, send(line, place, versions[place] + 1, i), place));
        }
        long lead = Clock.nanos() + random.nextInt(LEAD_NANOS);
        while (Clock.nanos() < lead) {}
        long start = Clock.nanos();
        end(ENDS.get(number % ENDS.size()));
        List<Integer> answered = new ArrayList<>();
        for (Line line : lines) {
            Message answer = line.receive();
            while (answer != null) {
                answered.add(answer.id());
                answer = line.receive();
            }
            line.close();
        }
        lines.getFirst().ask(MessageType.OPEN, request -> {});
        away.add(Clock.nanos() - start);
        for (Written written : inFlight) {
            check(written, answered.contains(written.id()));
        }
        pause();
    }

    private void end(String how) {
        if (how.isEmpty()) {
            system.kill(DRIVER);
        } else {
            system.crash(DRIVER, how);
        }
    }

    /** What a place holds after the end of the driver that was to write to it; then makes sure of the write. */
    private void check(Written written, boolean wasAcknowledged) {
        int place = written.place();
        int next = versions[place] + 1;
        if (wasAcknowledged) {
            acknowledged++;
            check(place, next, next);
        } else {
            unanswered++;
            check(place, versions[place], next);
            write(lines.getFirst(), place, next, 0);
        }
        versions[place] = next;
    }

    /** Each sector has to hold one of two versions. */
    private void check(int place, int before, int after) {
        read(place);
        int news = 0;
        for (int sector = 0; sector < WRITE_SECTORS; sector++) {
            boolean isNew = holds(place, sector, after);
            news += isNew ? 1 : 0;
            if (!isNew && before == after) {
                lost++;
                program.complain("sector " + at(place, sector) + " lost version " + after);
            } else if (!isNew && !holds(place, sector, before)) {
                torn++;
                program.complain("sector " + at(place, sector) + " holds neither version " + before + " nor " + after);
            }
        }
        carriedOut += before != after && news == WRITE_SECTORS ? 1 : 0;
    }

    /** A sector of a place. */
    private long at(int place, int sector) {
        return firstSector + (long) place * WRITE_SECTORS + sector;
    }

    private boolean holds(int place, int sector, int version) {
        for (int i = 0; i < SECTOR; i++) {
            int at = sector * SECTOR + i;
            if (bytes[at] != content(place, version, at)) {
                return false;
            }
        }
        return true;
    }

    /** What a byte of a place is to be: different for every place, version and position nearby. */
    private static byte content(int place, int version, int at) {
        int mixed = (place * 31 + version) * 0x9e37_79b9 + at * 0x85eb_ca6b;
        return (byte) (mixed >>> 24);
    }

    private int send(Line line, int place, int version, int slot) {
        for (int at = 0; at < WRITE; at++) {
            bytes[at] = content(place, version, at);
        }
        folio.write((long) slot * WRITE, bytes, 0, WRITE);
        return line.send(MessageType.WRITE, request -> transfer(request, place, slot));
    }

    private void write(Line line, int place, int version, int slot) {
        for (int at = 0; at < WRITE; at++) {
            bytes[at] = content(place, version, at);
        }
        folio.write((long) slot * WRITE, bytes, 0, WRITE);
        line.ask(MessageType.WRITE, request -> transfer(request, place, slot));
    }

    private void read(int place) {
        lines.getFirst().ask(MessageType.READ, request -> transfer(request, place, 0));
        folio.read(0, bytes, 0, WRITE);
    }

    private void transfer(Message request, int place, int slot) {
        request.putLong(at(place, 0))
                .putInt(WRITE_SECTORS)
                .putLong((long) slot * WRITE)
                .putHandle(folio.duplicate(Rights.READ | Rights.WRITE | Rights.MAP | Rights.TRANSFER));
    }

    private static void pause() {
        long until = Clock.after(PAUSE_MILLISECONDS);
        try (Poll nothing = new Poll()) {
            nothing.next(until);
        }
    }

    private void report(int kills) {
        program.print("bench kills " + kills + " kills");
        program.print("bench kill-acknowledged-writes " + acknowledged + " writes");
        program.print("bench kill-lost-writes " + lost + " sectors");
        program.print("bench kill-torn-sectors " + torn + " sectors");
        program.print("bench kill-unanswered-writes " + unanswered + " writes");
        program.print("bench kill-unanswered-but-done " + carriedOut + " writes");
        Collections.sort(away);
        program.print("bench kill-median-recovery " + away.get(away.size() / 2) / 1000 + " us");
        program.print("bench kill-longest-recovery " + away.getLast() / 1000 + " us");
    }
}
