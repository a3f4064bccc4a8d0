package io.capio;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs a method, or the part of a constructor after {@code super(...)}, in a {@link CapioContext}:
 * its file operations, those of what it calls and of the threads it starts go through CAPIO where
 * they name paths inside {@link #dir}.
 *
 * <p>The CAPIO agent gives it its meaning: start the JVM with {@code -javaagent:capio-agent.jar}
 * (with {@code =scope=annotated} nothing but annotated methods and contexts is intercepted), or
 * call {@link CapioContext#attach()} before the method. Without the agent it means nothing, as it
 * does on a method without a body. It is not inherited by overriding methods.
 *
 * <p>Elements that are not written have the values of {@link CapioContext.Builder}. When the server
 * cannot be reached the method throws {@link java.io.UncheckedIOException} before its first
 * statement, and {@link IllegalArgumentException} for a value that does not fit.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface Capio {
  /** The directory whose files go through CAPIO. */
  String dir() default ".";

  /** The name of this step in CAPIO-CL. */
  String appName() default "default_app";

  /** The name of the workflow. */
  String workflowName() default "CAPIO";

  /** Whether the server's own output is suppressed. */
  boolean silent() default true;

  /** The server to start if none runs: {@code embedded}, a name on the PATH, or a path. */
  String serverExecPath() default "embedded";

  /** The CAPIO-CL file; empty for none. */
  String capioClConfigurationFile() default "";

  /** Seconds to wait for a server to be ready, from 0 to 1,000,000,000. */
  double awaitServerTimeoutSeconds() default 2;

  /** Whether a server that was started here is stopped at the end. */
  boolean teardownServer() default true;

  /**
   * Whether files may be read while they are written and end on close; excludes a CAPIO-CL file.
   */
  boolean stream() default false;

  /** Further options of the agent, each as {@code key=value}. */
  String[] options() default {};
}
