package cortado.api;

import cortado.abi.Call;
import cortado.platform.Platform;

/** This process's reference to a kernel object, with the rights that came with it. Closed once, explicitly. */
public class Handle implements AutoCloseable {
    /** The number in the process's table, or 0 once it is closed or has moved away. */
    private int number;

    /** Wraps a number received from the kernel. */
    public Handle(int number) {
        this.number = number;
    }

    /** The number in the process's table; 0 when closed or moved. */
    public int number() {
        return number;
    }

    /** Whether it still refers to something. */
    public boolean isOpen() {
        return number != 0;
    }

    /** A second handle with {@code rights}, a subset of this one's. */
    public Handle duplicate(int rights) {
        return new Handle((int) StatusException.check(
                "duplicate handle", Platform.current().call(Call.HANDLE_DUPLICATE, number, rights, 0, 0)));
    }

    /** Gives the number up to a message or a new process: from now on it is theirs. */
    public int move() {
        int moved = number;
        number = 0;
        return moved;
    }

    /** Closes it; a second close does nothing. */
    @Override
    public void close() {
        if (number != 0) {
            Platform.current().call(Call.HANDLE_CLOSE, number, 0, 0, 0);
            number = 0;
        }
    }
}
