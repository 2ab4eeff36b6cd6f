package cortado.conformance.programs.text;

import java.io.PrintStream;

/** System.out's own methods. */
final class Printing {
    static void main() {
        System.out.print('c');
        System.out.print(1);
        System.out.print(2L);
        System.out.print(1.5f);
        System.out.print(2.5);
        System.out.print(true);
        System.out.print("text");
        System.out.print((Object) null);
        System.out.print((String) null);
        System.out.print(new char[] {'x', 'y'});
        System.out.println();
        System.out.println('c');
        System.out.println(-1);
        System.out.println(Long.MIN_VALUE);
        System.out.println(1e10f);
        System.out.println(1e-10);
        System.out.println(false);
        System.out.println(new char[] {'z'});
        System.out.println((Object) "object");
        System.out.append("app").append('e').append("xndx", 1, 3).println();
        System.out.write('w');
        System.out.write('\n');
        byte[] bytes = {'b', 'y', 't', 'e', 's', '\n'};
        System.out.write(bytes, 0, bytes.length);
        PrintStream out = System.out;
        out.println("ünïcödé €");
        out.flush();
    }
}
