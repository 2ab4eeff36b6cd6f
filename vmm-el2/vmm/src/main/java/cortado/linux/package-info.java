/**
 * Linux programs as if they were Cortado's own: {@link cortado.linux.LinuxCommand} starts one in a lightweight virtual
 * machine, {@link cortado.linux.Linux} shows and ends those that run. What is behind them, the service {@code linux},
 * is described at {@link cortado.linux.LinuxProtocol}.
 */
package cortado.linux;
