package vn.emr.core.hl7;

/** Is told what happens at a door, for the list of doors on the health page. Called from socket threads: do not block. */
public interface DoorWatch {
    /** Nobody watches. */
    DoorWatch NOBODY = new DoorWatch() {};

    /** The door listens. */
    default void up() {}

    /** The door was closed. */
    default void down() {}

    /** A connection more (1) or less (-1). */
    default void connections(int change) {}

    /** A message was handed to the receiver. */
    default void received() {}

    /** Trouble with one connection or message; the door itself stays open. */
    default void failed(DoorFault fault) {}
}
