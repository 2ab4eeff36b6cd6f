package cortado.aot.target;

import org.teavm.interop.Export;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;

/** On the board: stack traces. A throwable keeps the numbers of its call sites until somebody asks for names. */
final class Traces {
    private Traces() {}

    @Import(name = "cortado_trace_depth")
    @Unmanaged
    static native int depth();

    @Import(name = "cortado_trace_fill")
    @Unmanaged
    static native void fill(int[] sites, int depth);

    @Import(name = "cortado_site_places")
    @Unmanaged
    static native int places(int site);

    @Import(name = "cortado_site_text")
    static native Object text(int site, int place, int part);

    @Import(name = "cortado_site_line")
    @Unmanaged
    static native int line(int site, int place);

    /** The call sites of all frames, innermost first. */
    static int[] capture() {
        int[] sites = new int[depth()];
        fill(sites, sites.length);
        return sites;
    }

    /** Gives the sites names, leaving out the frames in which the throwable itself was made. */
    static StackTraceElement[] resolve(int[] sites) {
        int count = 0;
        for (int site : sites) {
            count += places(site);
        }
        StackTraceElement[] all = new StackTraceElement[count];
        int used = 0;
        for (int site : sites) {
            int places = places(site);
            for (int place = 0; place < places; place++) {
                String owner = (String) text(site, place, 0);
                String method = (String) text(site, place, 1);
                boolean making = used == 0
                        && (method.equals("fillInStackTrace")
                                || method.equals("<init>")
                                || owner.equals("cortado.aot.target.Throw")
                                || owner.equals("cortado.aot.target.Traces"));
                if (!making && !owner.startsWith("org.teavm.runtime.")) {
                    String file = (String) text(site, place, 2);
                    all[used++] = new StackTraceElement(owner, method, file, line(site, place));
                }
            }
        }
        StackTraceElement[] trace = new StackTraceElement[used];
        for (int i = 0; i < used; i++) {
            trace[i] = all[i];
        }
        return trace;
    }

    @Export(name = "cortado_report_uncaught")
    static void reportUncaught(Throwable uncaught) {
        System.err.print("Exception in thread \"main\" ");
        uncaught.printStackTrace();
    }
}
