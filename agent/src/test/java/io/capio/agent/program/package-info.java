/** The programs of the packaged-jar tests: they use the JDK only and know nothing of CAPIO. */
package io.capio.agent.program;
