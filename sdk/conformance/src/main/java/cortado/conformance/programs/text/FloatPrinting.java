package cortado.conformance.programs.text;

import static cortado.conformance.Say.say;

/** The shortest decimal that reads back as the same float. */
final class FloatPrinting {
    static void main() {
        float[] values = {
            0f,
            1f,
            -1f,
            0.1f,
            0.2f,
            0.3f,
            0.1f + 0.2f,
            1f / 3,
            1e7f,
            9999999f,
            12345678f,
            1e-3f,
            1e-4f,
            3.4028235e38f,
            1.4e-45f,
            1.1754944e-38f,
            16777216f,
            33554432f,
            8.5f,
            3.14159265f,
            1e10f,
            1e-10f,
            2.0e-3f,
            123.456f,
            5e-45f,
            9.999999e9f,
            1.17e-38f
        };
        for (float v : values) {
            say(v, -v, (double) v, Float.parseFloat(Float.toString(v)) == v);
        }
        float power = 1;
        for (int i = 0; i < 40; i++) {
            power *= i % 2 == 0 ? 5.7f : 0.21f;
            say(power, 1 / power);
        }
        System.out.println(2.5f);
    }
}
