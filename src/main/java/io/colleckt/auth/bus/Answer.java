package io.colleckt.auth.bus;

/** An outcome as it travels: what goes over the bus is a record. */
public record Answer<T>(Outcome<T> outcome) {}
