package cortado.environ.guest;

import cortado.environ.report.Position;

/**
 * A Debian package in exactly one version.
 *
 * @param name the package
 * @param version exactly this one
 * @param suite of Debian, such as bookworm or bookworm-backports
 * @param component such as main
 * @param architecture such as arm64 or all
 * @param sha256 of the package file
 * @param place the line that names it
 */
public record PinnedPackage(
        String name,
        String version,
        String suite,
        String component,
        String architecture,
        String sha256,
        Position place) {}
