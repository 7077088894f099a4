package vn.emr.core.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A route that needs a caller with at least one of these rights; with none named, any signed-in caller will do. Routes that need the same
 * ones share an annotation that carries this one.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Requires {
    Right[] value();
}
