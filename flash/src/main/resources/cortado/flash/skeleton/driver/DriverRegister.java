package @PACKAGE@;

import cortado.api.Register;

/** The device's registers, as its manual names them. */
public final class @CLASS@Register {
    private @CLASS@Register() {}

    /** The only one so far. */
    public static final Register DATA = Register.readOnly("DATA", 0x0);
}
