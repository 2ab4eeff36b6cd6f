package cortado.testkit;

/**
 * A device on the board.
 *
 * @param name the node's name in the device tree, with its unit address
 * @param compatible the node's compatible string
 * @param address physical address of its registers
 * @param size bytes of them, as the tree says
 * @param hardware what answers there
 */
public record Device(String name, String compatible, long address, long size, Hardware hardware) {}
