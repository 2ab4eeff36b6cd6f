package cortado.environ.binding;

import java.util.List;

/** Properties that any node may have, by the Devicetree Specification v0.4 §2.3 and §2.4 and common use. */
final class StandardNames {
    private StandardNames() {}

    static final List<String> ALL = List.of(
            "compatible",
            "model",
            "phandle",
            "status",
            "#address-cells",
            "#size-cells",
            "reg",
            "reg-names",
            "virtual-reg",
            "ranges",
            "dma-ranges",
            "dma-coherent",
            "dma-noncoherent",
            "dmas",
            "dma-names",
            "device_type",
            "interrupts",
            "interrupt-names",
            "interrupts-extended",
            "interrupt-parent",
            "interrupt-controller",
            "#interrupt-cells",
            "interrupt-map",
            "interrupt-map-mask",
            "clocks",
            "clock-names",
            "clock-frequency",
            "clock-output-names",
            "#clock-cells",
            "resets",
            "reset-names",
            "#reset-cells",
            "power-domains",
            "#power-domain-cells",
            "pinctrl-names",
            "pinctrl-0",
            "pinctrl-1",
            "gpio-controller",
            "#gpio-cells",
            "gpio",
            "gpios",
            "label",
            "states",
            "enable-method",
            "cpu-release-addr",
            "stdout-path",
            "bootargs",
            "no-map",
            "size",
            "alignment");

    /** What {@code status} may be. */
    static final List<String> STATUS = List.of("okay", "disabled", "reserved", "fail", "ok");

    /** How a CPU may be started. */
    static final List<String> ENABLE_METHODS = List.of("psci", "spin-table");
}
