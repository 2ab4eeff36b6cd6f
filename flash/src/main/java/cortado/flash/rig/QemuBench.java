package cortado.flash.rig;

import cortado.flash.disk.DiskFormatException;
import cortado.flash.pipeline.BoardBuild;
import cortado.flash.pipeline.Project;
import cortado.flash.run.Emulation;
import cortado.flash.run.GuestException;
import cortado.flash.run.QemuProcess;
import cortado.flash.run.Serial;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * QEMU in the place of the board: when its power line becomes active and it has the card, it boots what the card holds;
 * when the line becomes inactive, it is gone. The lines are those of Pi4J's mock, so everything up to the wires is what
 * a real rig runs.
 */
public final class QemuBench implements Bench {
    private final RigSpec spec;
    private final Project project;
    private final BoardBuild build;
    private final Pi4jLines mock = Pi4jLines.open(RigSpec.GpioAccess.QEMU);
    private final BlockingQueue<Integer> received = new LinkedBlockingQueue<>();
    private Consumer<byte[]> tap = bytes -> {};
    private boolean cardIsHere;
    private QemuProcess board;
    private Emulation emulation;

    /** A bench whose card is the file that the spec's card section names. */
    public QemuBench(RigSpec spec, Project project, BoardBuild build) {
        this.spec = spec;
        this.project = project;
        this.build = build;
    }

    @Override
    public Lines lines() {
        return new Lines() {
            @Override
            public Line output(String role, int number, boolean high) {
                Line line = mock.output(role, number, high);
                return level -> {
                    line.drive(level);
                    driven(role, level);
                };
            }

            @Override
            public void close() {
                // The mock ends with the bench.
            }
        };
    }

    private synchronized void driven(String role, boolean level) {
        switch (role) {
            case "power" -> power(level == spec.power().activeHigh());
            case "reset" -> {
                boolean held = level == spec.reset().orElseThrow().activeHigh();
                if (board != null && held) {
                    power(false);
                } else if (!held) {
                    power(true);
                }
            }
            case "card" ->
                cardIsHere = level == spec.card().orElseThrow().wire().activeHigh();
            default -> throw new IllegalArgumentException("a line for " + role);
        }
    }

    private void power(boolean on) {
        end();
        if (!on || cardIsHere || spec.card().isEmpty()) {
            return; // a board without a card says nothing
        }
        try {
            emulation =
                    Emulation.prepare(project, build, spec.card().get().device().toString());
            board = QemuProcess.start(emulation.headless(emulation.command()), QemuProcess.Streams.CAUGHT);
            InputStream in = board.process().getInputStream();
            Thread.ofPlatform().daemon().name("board-serial").start(() -> listen(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GuestException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (DiskFormatException e) {
            // A card that holds no system: the board stays silent.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(InputStream in) {
        byte[] buffer = new byte[4096];
        try {
            int count;
            while ((count = in.read(buffer)) >= 0) {
                tap.accept(Arrays.copyOf(buffer, count));
                for (int i = 0; i < count; i++) {
                    received.add(Byte.toUnsignedInt(buffer[i]));
                }
            }
        } catch (IOException e) {
            // The board was switched off.
            return;
        }
    }

    private void end() {
        if (board != null) {
            board.close();
            board = null;
        }
        if (emulation != null) {
            try {
                emulation.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            emulation = null;
        }
    }

    @Override
    public Serial serial(Consumer<byte[]> listener) {
        tap = listener;
        return new Serial() {
            @Override
            public int read(long deadline) throws InterruptedException {
                Integer octet = received.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                return octet == null ? LATE : octet;
            }

            @Override
            public void write(byte[] bytes) throws IOException {
                QemuProcess current = board;
                if (current != null) {
                    current.process().getOutputStream().write(bytes);
                    current.process().getOutputStream().flush();
                }
            }
        };
    }

    @Override
    public synchronized void close() {
        end();
        mock.close();
    }
}
