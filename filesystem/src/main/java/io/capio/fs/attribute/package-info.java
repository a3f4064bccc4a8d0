/**
 * Attributes of CAPIO files as {@code java.nio.file.attribute} has them: the values, the views, and
 * the names of the string form. Called by the view. Values are immutable, views have no state.
 */
package io.capio.fs.attribute;
