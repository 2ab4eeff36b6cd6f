package cortado.driver.bcm2835.gpio;

import cortado.api.Register;

/** Registers of the pins: BCM2835 ARM Peripherals §6.1 and BCM2711 ARM Peripherals §5.2. */
public final class GpioRegister {
    private GpioRegister() {}

    /** First of six: function of ten pins each, three bits a pin. */
    public static final Register FUNCTION_SELECT = Register.readWrite("GPFSEL", 0x00);
    /** First of two: a one raises the pin. */
    public static final Register SET = Register.writeOnly("GPSET", 0x1c);
    /** First of two: a one lowers the pin. */
    public static final Register CLEAR = Register.writeOnly("GPCLR", 0x28);
    /** First of two. */
    public static final Register LEVEL = Register.readOnly("GPLEV", 0x34);
    /** BCM2835: the pull that {@link #PULL_CLOCK} is about to set. */
    public static final Register PULL = Register.readWrite("GPPUD", 0x94);
    /** BCM2835, first of two: a one gives the pin the pull. */
    public static final Register PULL_CLOCK = Register.readWrite("GPPUDCLK", 0x98);
    /** BCM2711, first of four: pull of sixteen pins each, two bits a pin. */
    public static final Register PULL_CONTROL = Register.readWrite("GPIO_PUP_PDN_CNTRL_REG", 0xe4);

    /** Bytes of the block on the BCM2711, the larger of both; device trees name fewer. */
    public static final int SIZE = 0xf4;

    public static final int PINS_PER_FUNCTION_REGISTER = 10;
    public static final int BITS_PER_FUNCTION = 3;
    public static final int PINS_PER_PULL_REGISTER = 16;

    public static final int BCM2835_PINS = 54;
    public static final int BCM2711_PINS = 58;
}
