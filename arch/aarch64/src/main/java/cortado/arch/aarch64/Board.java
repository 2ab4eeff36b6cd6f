package cortado.arch.aarch64;

/**
 * What the device tree says of the parts that the kernel drives itself.
 *
 * @param gicNode the interrupt controller's node
 * @param timerNode the generic timer's node
 * @param timerLine the INTID of the virtual timer on every CPU
 * @param uartNode the early log UART's node, or -1
 * @param uart the early log UART, or null
 * @param conduit how firmware is called, one of {@link cortado.fdt.Platform}'s constants
 * @param entryLevel the exception level that firmware entered at
 */
record Board(int gicNode, int timerNode, int timerLine, int uartNode, EarlyUart uart, int conduit, int entryLevel) {}
