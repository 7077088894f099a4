package vn.emr.core.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A route for whoever signs anything, and for who configures the seals of facilities. */
@Requires({
    Right.RECORD_SIGN,
    Right.RECORD_SIGN_AS_DOCTOR,
    Right.RECORD_SIGN_AS_HEAD,
    Right.RECORD_SIGN_FOR_FACILITY,
    Right.CONFIGURE
})
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ForKeyHolders {}
