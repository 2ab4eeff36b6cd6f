package cortado.conformance.programs.text;

import static cortado.conformance.Say.say;

/** The shortest decimal that reads back as the same double. */
final class DoublePrinting {
    static void main() {
        double[] values = {
            0,
            1,
            -1,
            10,
            100,
            1234567,
            9999999,
            1e7,
            12345678,
            0.1,
            0.01,
            0.001,
            0.0001,
            1.0 / 3,
            2.0 / 3,
            1e21,
            1e22,
            1e23,
            123456789012345680.0,
            4.9e-324,
            1e-323,
            2.2250738585072014e-308,
            1.7976931348623157e308,
            5e-324,
            9007199254740993.0,
            0.1 + 0.2,
            1.1 * 1.1,
            100 * 1.1,
            3.0e10,
            1.0E-5,
            123.456,
            2e-3,
            1e-3 + 1e-10,
            Math.PI,
            Math.E,
            8.41e21,
            2.0e-20,
            4.35,
            2.675,
            1.005,
            5.0e-10,
            299792458,
            6.02214076e23,
            6.62607015e-34,
            1e16,
            1e17,
            4503599627370496.5,
            0.5e-9
        };
        for (double v : values) {
            say(v, -v, Double.parseDouble(Double.toString(v)) == v);
        }
        double power = 1;
        for (int i = 0; i < 60; i++) {
            power *= i % 2 == 0 ? 7.3 : 0.091;
            say(power, 1 / power);
        }
        System.out.println(1.0);
        System.out.print(-0.5);
        System.out.println();
    }
}
