package cortado.arch.aarch64;

import java.util.ArrayList;
import java.util.List;

/** Notes which invalidations were asked for, in order. */
final class RecordedTranslations implements Translations {
    final List<String> events = new ArrayList<>();

    @Override
    public void written() {
        events.add("written");
    }

    @Override
    public void begin() {
        events.add("begin");
    }

    @Override
    public void forgetPage(int asid, long address) {
        events.add("page " + asid + " " + Long.toHexString(address));
    }

    @Override
    public void forgetSpace(int asid) {
        events.add("space " + asid);
    }

    @Override
    public void finish() {
        events.add("finish");
    }
}
