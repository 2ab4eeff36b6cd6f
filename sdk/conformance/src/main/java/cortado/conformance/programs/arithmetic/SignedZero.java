package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** Minus zero equals zero, and yet is told apart by division, boxes, min and max. */
final class SignedZero {
    static void main() {
        double[] zeros = {0.0, -0.0, -1e-200 * 1e-200, 0.0 - 0.0, -0.0 - 0.0, -0.0 + 0.0, 0 * -1.0};
        for (double z : zeros) {
            say(z, 1 / z, z == 0, Double.compare(z, 0.0), Double.valueOf(z).equals(0.0), Double.doubleToRawLongBits(z));
            say(Math.min(z, 0.0), Math.max(z, -0.0), Math.abs(z), -z, Math.signum(z), Math.sqrt(z), z + 0.0);
            say(Math.copySign(1, z), Math.floor(z), Math.ceil(z), Math.rint(z), Math.round(z));
        }
        say(
                Math.ceil(-0.5),
                Math.rint(-0.3),
                (float) -0.0,
                -0.0f,
                1 / -0.0f,
                Double.valueOf(-0.0).hashCode());
    }
}
