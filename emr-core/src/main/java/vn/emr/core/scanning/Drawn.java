package vn.emr.core.scanning;

/**
 * One page as it is kept: a JPEG, upright, with nothing in it but the picture.
 *
 * @param small the same so small that a list can show many
 */
record Drawn(byte[] jpeg, byte[] small, int width, int height) {}
