/** What programs do with files, form by form; loaded by the tests as a program's classes. */
package io.capio.agent.weave.forms;
