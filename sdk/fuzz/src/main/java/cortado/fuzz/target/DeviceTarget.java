package cortado.fuzz.target;

import cortado.api.Clock;
import cortado.api.DeviceException;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.MessageException;
import cortado.api.StatusException;
import cortado.api.service.Block;
import cortado.api.service.Entropy;
import cortado.api.service.Firmware;
import cortado.api.service.Gpio;
import cortado.api.service.Power;
import cortado.api.service.Serial;
import cortado.fuzz.Finding;
import cortado.fuzz.Target;
import cortado.fuzz.device.FuzzedBoard;
import cortado.fuzz.device.FuzzedBoard.Driven;
import cortado.fuzz.device.Script;
import cortado.testkit.Device;
import cortado.testkit.Running;
import cortado.testkit.Testbed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every value that a device can return: the project's drivers over the real kernel, each with a device that answers
 * with what the input says in registers, rings and buffers. A driver serves, refuses, or ends with a sentence about the
 * device; it never trips.
 */
public final class DeviceTarget implements Target {
    /** Nanoseconds that a client waits for a device that may never answer. */
    private static final long PATIENCE = 20_000_000;

    private static final int SECONDS = 10;

    private List<Driven> drivers = List.of();
    private Testbed board;

    @Override
    public String name() {
        return "device";
    }

    @Override
    public String description() {
        return "what devices return to their drivers: served, refused, or an end with a reason";
    }

    @Override
    public int longest() {
        return 256;
    }

    /** Each driver with a device that behaves, and with one that strays a little. */
    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int driver = 0; driver < FuzzedBoard.drivers().size(); driver++) {
            seeds.add(new byte[] {(byte) driver});
            byte[] straying = new byte[40];
            for (int i = 1; i < straying.length; i++) {
                straying[i] = (byte) (i % 7 == 0 ? 3 : i * 8);
            }
            straying[0] = (byte) driver;
            seeds.add(straying);
        }
        return seeds;
    }

    @Override
    public void take(byte[] input) {
        if (input.length == 0) {
            return;
        }
        if (board == null) {
            drivers = FuzzedBoard.drivers();
            board = new Testbed(
                    drivers.stream().map(driven -> driven.program().device()).toArray(Device[]::new));
        }
        Driven driven = drivers.get((input[0] & 0xff) % drivers.size());
        driven.hardware().play(new Script(input, 1));
        Running driver = board.start(driven.program());
        Optional<Throwable> client =
                board.launch("client", () -> use(driven.service())).awaitEnd(SECONDS);
        boolean ended = driver.isEnded();
        if (!ended) {
            board.kill(driver);
        }
        driven.hardware().play(Script.NONE);
        if (client.isPresent()) {
            throw new Finding(driven.program().name() + " misled its client: " + client.get());
        }
        if (ended) {
            judge(driven, driver.awaitEnd(SECONDS).orElse(null));
        }
    }

    /** A driver may give up on its device, in words. */
    private static void judge(Driven driven, Throwable thrown) {
        String name = driven.program().name();
        if (thrown == null) {
            throw new Finding(name + " ended without a reason");
        }
        boolean meant = thrown instanceof DeviceException || thrown instanceof StatusException;
        if (!meant || thrown.getMessage() == null || thrown.getMessage().isBlank()) {
            throw new Finding(name + " tripped over its device: " + thrown, thrown);
        }
    }

    /** A few requests; any of them may be refused, or not answered. */
    private static void use(String service) {
        Environ environ = Environ.current();
        for (int round = 0; round < 3; round++) {
            try {
                request(environ, service, round, Clock.nanos() + PATIENCE);
            } catch (StatusException | MessageException e) {
                if (e.getMessage() == null) {
                    throw new Finding("a refusal without words");
                }
            }
        }
    }

    private static void request(Environ environ, String service, int round, long deadline) {
        switch (service) {
            case Serial.NAME -> {
                try (Serial serial = new Serial(environ)) {
                    serial.write(new byte[40], 0, 40, deadline);
                    serial.read(new byte[8], 0, 8, deadline);
                }
            }
            case Block.NAME -> block(environ, round, deadline);
            case Entropy.NAME -> {
                try (Entropy entropy = new Entropy(environ)) {
                    entropy.fill(new byte[1500], deadline); // its driver keeps some ready
                }
            }
            case Gpio.NAME -> gpio(environ, deadline);
            case Firmware.NAME -> {
                try (Firmware firmware = new Firmware(environ)) {
                    firmware.get(1 + 3 * round, deadline);
                }
            }
            default -> {
                try (Power power = new Power(environ)) {
                    power.restart(deadline);
                }
            }
        }
    }

    private static void block(Environ environ, int round, long deadline) {
        try (Block block = new Block(environ);
                Folio folio = Folio.create(8192)) {
            Block.Geometry geometry = block.geometry(deadline);
            if (geometry.sectors() < 0 || geometry.sectorSize() <= 0 || geometry.size() < 0) {
                throw new Finding("a disk of " + geometry);
            }
            if (round == 1) {
                block.write(2, 3, folio, 512, deadline);
            } else {
                block.read(0, 4, folio, 0, deadline);
            }
        }
    }

    private static void gpio(Environ environ, long deadline) {
        try (Gpio gpio = new Gpio(environ)) {
            int pins = gpio.count(deadline);
            for (int pin = 0; pin < pins; pin += 13) {
                gpio.mode(pin, deadline);
                gpio.setMode(pin, Gpio.OUTPUT, deadline);
                gpio.write(pin, true, deadline);
                gpio.read(pin, deadline);
                gpio.setPull(pin, Gpio.PULL_UP, deadline);
                gpio.pull(pin, deadline);
            }
        }
    }
}
