package cortado.app.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceNameTest {
    @ParameterizedTest
    @CsvSource({"disk, 0, 100", "disk:7, 7, 93", "disk:7+5, 7, 5", "disk:0x10+0x20, 16, 32", "disk:99+1, 99, 1"})
    void partsOfADisk(String text, long first, long sectors) {
        PlaceName name = PlaceName.parse(text);
        assertEquals(first, name.first());
        assertEquals(sectors, name.sectors(100));
    }

    @Test
    void aPathIsAFile() {
        assertEquals("/a b", PlaceName.parse("/a b").path());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file|'file' is no place; disk, disk:SECTOR, disk:SECTOR+COUNT or a path from / on was expected",
                "disk:x|'x' in 'disk:x' is no sector; a number from 0 on was expected",
                "disk:1+-2|'-2' in 'disk:1+-2' is no sector; a number from 0 on was expected",
                "disk:1+|'' in 'disk:1+' is no sector; a number from 0 on was expected",
            })
    void whatIsNoPlaceIsSaid(String text, String sentence) {
        assertEquals(
                sentence,
                assertThrows(IllegalArgumentException.class, () -> PlaceName.parse(text))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "disk:100|the disk has 100 sectors; 100 is not one of them",
                "disk:90+11|the disk has 100 sectors; 11 from 90 on are not among them",
                "disk:0+0|the disk has 100 sectors; 0 from 0 on are not among them",
            })
    void whatIsBeyondTheDiskIsSaid(String text, String sentence) {
        PlaceName name = PlaceName.parse(text);
        assertEquals(
                sentence,
                assertThrows(IllegalArgumentException.class, () -> name.sectors(100))
                        .getMessage());
    }
}
