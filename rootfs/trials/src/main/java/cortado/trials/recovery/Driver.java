package cortado.trials.recovery;

import cortado.abi.MessageType;
import cortado.abi.Rights;
import cortado.api.Folio;
import cortado.api.Message;
import cortado.api.service.Block;
import cortado.api.service.Entropy;
import cortado.api.service.Firmware;
import cortado.api.service.Gpio;
import cortado.api.service.Serial;
import java.util.List;
import java.util.function.Consumer;

/**
 * A driver, and a request that its device has to do something for.
 *
 * @param process its name
 * @param service what it provides
 * @param type of the request's message
 * @param fill writes the request
 */
record Driver(String process, String service, int type, Consumer<Message> fill) {
    private static final int FOLIO_TO_FILL = Rights.READ | Rights.WRITE | Rights.MAP | Rights.TRANSFER;

    /** All that are known, whether this board has them or not; none of the requests can be seen from outside. */
    static List<Driver> all() {
        Folio folio = Folio.create(4096);
        Consumer<Message> sector =
                request -> request.putLong(0).putInt(1).putLong(0).putHandle(folio.duplicate(FOLIO_TO_FILL));
        return List.of(
                new Driver("virtio-blk", Block.NAME, MessageType.READ, sector),
                new Driver("sdhci", Block.NAME, MessageType.READ, sector),
                new Driver("virtio-rng", Entropy.NAME, MessageType.READ, request -> request.putInt(16)),
                new Driver("pl011", Serial.NAME, MessageType.CALL, request -> request.putInt(Serial.DRAIN)),
                new Driver(
                        "bcm2835-gpio",
                        Gpio.NAME,
                        MessageType.CALL,
                        request -> request.putInt(Gpio.READ).putInt(0).putInt(0)),
                new Driver(
                        "bcm2835-mailbox",
                        Firmware.NAME,
                        MessageType.CALL,
                        request -> request.putInt(Firmware.FIRMWARE_REVISION)));
    }
}
