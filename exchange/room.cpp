// The room exchange begins here.
