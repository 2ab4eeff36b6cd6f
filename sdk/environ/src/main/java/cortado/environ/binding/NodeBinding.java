package cortado.environ.binding;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@code compatible} promises of its node: the content of a file in {@code dts/bindings}.
 *
 * @param name the file's name without its ending
 * @param title what kind of device it is
 * @param compatible the strings that it is for
 * @param reg the register blocks, in order; empty and {@code anyReg} for a device whose blocks are its own affair
 * @param anyReg whether nothing is said about {@code reg}
 * @param interrupts how many interrupts
 * @param properties what else a node has
 */
public record NodeBinding(
        String name,
        String title,
        List<String> compatible,
        List<Block> reg,
        boolean anyReg,
        Count interrupts,
        Map<String, Property> properties) {
    /** Copies the collections. */
    public NodeBinding {
        compatible = List.copyOf(compatible);
        reg = List.copyOf(reg);
        properties = Map.copyOf(properties);
    }

    /**
     * A register block.
     *
     * @param name what is in it
     * @param size the bytes that it has at least
     * @param optional whether it, and those behind it, may be left out
     */
    public record Block(String name, long size, boolean optional) {}

    /**
     * How many of something.
     *
     * @param least at least this many
     * @param most at most this many
     */
    public record Count(int least, int most) {
        /** Whether a number is in between. */
        public boolean allows(int number) {
            return number >= least && number <= most;
        }

        @Override
        public String toString() {
            if (least == most) {
                return Integer.toString(least);
            }
            return most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most;
        }
    }

    /** What a property's value is. */
    public enum Type {
        /** No value: being there says it. */
        FLAG,
        /** One cell. */
        CELL,
        /** Any number of cells. */
        CELLS,
        /** One string. */
        STRING,
        /** One string or more. */
        STRINGS,
        /** A phandle and as many cells as its node's {@code #…-cells} say, once or more. */
        PHANDLES,
        /** Not looked at. */
        ANY
    }

    /**
     * A property.
     *
     * @param type what its value is
     * @param required whether the node has to have it
     * @param values what it may be, if that is a closed set
     * @param cellsName for {@link Type#PHANDLES}: the property of the other node that says how many cells follow
     */
    public record Property(Type type, boolean required, List<String> values, Optional<String> cellsName) {
        /** Copies the list. */
        public Property {
            values = List.copyOf(values);
        }
    }
}
