/** From "the command was given" to "the server answers": settings, database, keys, order of start and stop. */
package vn.emr.api.start;
