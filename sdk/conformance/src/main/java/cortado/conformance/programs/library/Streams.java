package cortado.conformance.programs.library;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Streams, readers and writers over memory. */
final class Streams {
    static void main() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0x01020304);
            out.writeUTF("héllo");
            out.writeDouble(2.5);
            out.writeBoolean(true);
            out.writeLong(-1);
            out.writeShort(70000);
        }
        say(bytes.size(), Arrays.toString(bytes.toByteArray()));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        say(
                in.readInt(),
                in.readUTF(),
                in.readDouble(),
                in.readBoolean(),
                in.readLong(),
                in.readUnsignedShort(),
                in.read());
        attempt("end", in::readInt);
        BufferedReader reader = new BufferedReader(new StringReader("one\ntwo\r\n\nlast"));
        String line;
        while ((line = reader.readLine()) != null) {
            say("[" + line + "]");
        }
        InputStream utf8 = new ByteArrayInputStream("zażółć €".getBytes(StandardCharsets.UTF_8));
        BufferedReader decoded = new BufferedReader(new InputStreamReader(utf8, StandardCharsets.UTF_8));
        say(decoded.readLine(), decoded.read());
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        writer.print(1);
        writer.print('c');
        writer.print(2.5);
        writer.append("end");
        writer.flush();
        say(text, text.getBuffer().length());
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(captured);
        print.print("captured ");
        print.print(42);
        print.flush();
        say(
                captured.toString(StandardCharsets.UTF_8),
                new String(new ByteArrayInputStream(new byte[] {65, 66}).readAllBytes(), StandardCharsets.US_ASCII));
        attempt("io", () -> {
            throw new UncheckedIOException("unchecked", new IOException("inner"));
        });
        ByteArrayInputStream marked = new ByteArrayInputStream(new byte[] {1, 2, 3, 4});
        marked.mark(0);
        say(marked.read(), marked.skip(2), marked.available(), marked.read(), marked.read());
        marked.reset();
        say(marked.read());
    }
}
